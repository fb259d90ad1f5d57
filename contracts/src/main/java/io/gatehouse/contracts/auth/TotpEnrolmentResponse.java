package io.gatehouse.contracts.auth;

/**
 * {@code POST /v1/auth/mfa/totp}: what an authenticator app needs.
 *
 * @param secret base32, for those who type it
 * @param otpauthUri the same as a URI, for a QR code
 */
public record TotpEnrolmentResponse(String secret, String otpauthUri) {

    @Override
    public String toString() {
        return "TotpEnrolmentResponse[redacted]";
    }
}
