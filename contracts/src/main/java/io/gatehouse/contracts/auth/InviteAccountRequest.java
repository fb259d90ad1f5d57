package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * {@code POST /v1/admin/accounts}: an account whose person chooses the password with the link of a mail.
 *
 * @param roles beside {@code user}, which every account has; may be absent
 */
public record InviteAccountRequest(
        @NotNull @Size(max = 254) @EmailForm String email,

        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String displayName,

        @Size(max = 20)
        Set<@NotNull @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE) String> roles) {

    @Override
    public String toString() {
        return "InviteAccountRequest[redacted]";
    }
}
