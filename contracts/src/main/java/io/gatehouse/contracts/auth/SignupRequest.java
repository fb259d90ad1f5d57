package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /v1/auth/signup}. A password may hold any Unicode and has 8 to 128 characters, counted as code points of its
 * NFKC form; what that form is made from may be longer, and is only bounded here.
 */
public record SignupRequest(
        @NotNull @Size(max = 254) @EmailForm String email,

        @NotEmpty @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String password,

        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String displayName) {

    @Override
    public String toString() {
        return "SignupRequest[redacted]";
    }
}
