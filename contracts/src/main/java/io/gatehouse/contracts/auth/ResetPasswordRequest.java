package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /v1/auth/password/reset}: the new password, and either the {@code token} of the link or the {@code code}
 * of the same mail with the address it went to.
 */
public record ResetPasswordRequest(
        @Size(max = 128) String token,
        @Size(max = 254) @EmailForm String email,

        @Pattern(regexp = OneTimeCode.REGEXP, message = OneTimeCode.MESSAGE)
        String code,

        @NotEmpty @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String newPassword) {

    @Override
    public String toString() {
        return "ResetPasswordRequest[redacted]";
    }
}
