package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** {@code POST /v1/auth/mfa/totp/activate}: a code of the authenticator that was enrolled. */
public record ActivateTotpRequest(
        @NotNull @Pattern(regexp = MfaCode.TOTP, message = MfaCode.TOTP_MESSAGE)
        String code) {

    @Override
    public String toString() {
        return "ActivateTotpRequest[redacted]";
    }
}
