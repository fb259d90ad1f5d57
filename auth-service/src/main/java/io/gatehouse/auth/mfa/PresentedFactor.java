package io.gatehouse.auth.mfa;

import io.gatehouse.auth.token.Proof;
import io.gatehouse.contracts.error.ApiException;

/** A second factor as somebody presents it: the code of their authenticator, or one of their recovery codes. */
public record PresentedFactor(String code, String recoveryCode) {

    /** Fails with {@code validation_failed} unless it is exactly one of the two. */
    public static PresentedFactor of(String code, String recoveryCode) {
        if ((code == null) == (recoveryCode == null)) {
            throw ApiException.invalid("code", "invalid_value", "give either code or recovery_code");
        }
        return new PresentedFactor(code, recoveryCode);
    }

    boolean isTotp() {
        return code != null;
    }

    /** What a password and this prove together. */
    public Proof proof() {
        return isTotp() ? Proof.PASSWORD_AND_OTP : Proof.PASSWORD_AND_RECOVERY_CODE;
    }

    @Override
    public String toString() {
        return "PresentedFactor[redacted]";
    }
}
