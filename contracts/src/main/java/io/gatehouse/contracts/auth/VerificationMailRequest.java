package io.gatehouse.contracts.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/email/verification}: mails the link and the code once more, if the address waits for it. */
public record VerificationMailRequest(
        @NotNull @Size(max = 254) @EmailForm String email) {

    @Override
    public String toString() {
        return "VerificationMailRequest[redacted]";
    }
}
