package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/reauthenticate}: the password, and with a second factor either a code or a recovery code. */
public record ReauthenticateRequest(
        @NotEmpty @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String password,

        @Pattern(regexp = MfaCode.TOTP, message = MfaCode.TOTP_MESSAGE)
        String code,

        @Pattern(regexp = MfaCode.RECOVERY, message = MfaCode.RECOVERY_MESSAGE)
        String recoveryCode) {

    @Override
    public String toString() {
        return "ReauthenticateRequest[redacted]";
    }
}
