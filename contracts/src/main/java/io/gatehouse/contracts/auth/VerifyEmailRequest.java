package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /v1/auth/email/verify}: either the {@code token} of the link, or the {@code code} of the same mail with the
 * address it went to.
 *
 * @param password of the sign-up; needed only where several people signed up with the address, to tell whose link it is
 */
public record VerifyEmailRequest(
        @Size(max = 128) String token,
        @Size(max = 254) @EmailForm String email,

        @Pattern(regexp = OneTimeCode.REGEXP, message = OneTimeCode.MESSAGE)
        String code,

        @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String password) {

    @Override
    public String toString() {
        return "VerifyEmailRequest[redacted]";
    }
}
