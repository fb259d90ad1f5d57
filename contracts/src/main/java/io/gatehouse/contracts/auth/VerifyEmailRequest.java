package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /v1/auth/email/verify}: either the {@code token} of the link, or the {@code code} of the same mail with the
 * address it went to.
 */
public record VerifyEmailRequest(
        @Size(max = 128) String token,
        @Size(max = 254) @EmailForm String email,

        @Pattern(regexp = OneTimeCode.REGEXP, message = OneTimeCode.MESSAGE)
        String code) {

    @Override
    public String toString() {
        return "VerifyEmailRequest[redacted]";
    }
}
