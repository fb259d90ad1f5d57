package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/login/mfa}: what {@code mfa_required} gave, and either a code or a recovery code. */
public record LoginMfaRequest(
        @NotEmpty @Size(max = 128) String mfaToken,

        @Pattern(regexp = MfaCode.TOTP, message = MfaCode.TOTP_MESSAGE)
        String code,

        @Pattern(regexp = MfaCode.RECOVERY, message = MfaCode.RECOVERY_MESSAGE)
        String recoveryCode) {

    @Override
    public String toString() {
        return "LoginMfaRequest[redacted]";
    }
}
