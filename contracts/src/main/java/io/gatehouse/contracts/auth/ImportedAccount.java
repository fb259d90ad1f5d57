package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An account as another system knows it.
 *
 * @param emailVerified whether that system has proof of the address
 * @param passwordHash bcrypt, PBKDF2, scrypt or Argon2, known by its form; the security page lists the forms
 * @param status {@code active}, as where it is absent, or {@code disabled}
 */
public record ImportedAccount(
        @NotNull @Size(max = 254) @EmailForm String email,
        @NotNull Boolean emailVerified,
        @NotEmpty @Size(max = 512) String passwordHash,

        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String displayName,

        @Pattern(regexp = "active|disabled", message = "must be active or disabled")
        String status) {

    @Override
    public String toString() {
        return "ImportedAccount[redacted]";
    }
}
