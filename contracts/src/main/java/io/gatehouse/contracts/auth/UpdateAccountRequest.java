package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code PATCH /v1/auth/account}: the address the account is to have. It holds once it is verified.
 *
 * @param currentPassword proves that the person asks, not a thief of their access token
 */
public record UpdateAccountRequest(
        @NotNull @Size(max = 254) @EmailForm String email,

        @NotEmpty @Size(max = 1024) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String currentPassword) {

    @Override
    public String toString() {
        return "UpdateAccountRequest[redacted]";
    }
}
