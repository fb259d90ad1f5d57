package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/password/forgot}: mails a link and a code to the address, if an account has it. */
public record ForgotPasswordRequest(
        @NotNull @Size(max = 254) @EmailForm String email) {

    @Override
    public String toString() {
        return "ForgotPasswordRequest[redacted]";
    }
}
