package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/auth/login}. Shape is checked only so far that nothing absurd is hashed. */
public record LoginRequest(
        @NotEmpty @Size(max = 254) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String email,

        @NotEmpty @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String password) {

    @Override
    public String toString() {
        return "LoginRequest[redacted]";
    }
}
