package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * RFC 6749 section 5.1, as JSON on both doors.
 *
 * @param expiresIn seconds until the access token expires
 * @param refreshExpiresIn seconds until the refresh token expires; absent where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenResponse(
        String accessToken,
        String tokenType,
        long expiresIn,
        String refreshToken,
        Long refreshExpiresIn,
        String scope) {

    @Override
    public String toString() {
        return "TokenResponse[redacted]";
    }
}
