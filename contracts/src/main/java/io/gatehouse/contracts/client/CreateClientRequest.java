package io.gatehouse.contracts.client;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * {@code POST /v1/admin/clients}: a client that is to be.
 *
 * @param clientId how it signs in and what its tokens call it
 * @param scopes what it may ask for, and gets when it asks for nothing
 */
public record CreateClientRequest(
        @NotNull
        @Pattern(
                regexp = "(?![0-9a-f]{8}-[0-9a-f]{4}-)[a-z][a-z0-9-]{1,62}[a-z0-9]",
                message = "must be 3 to 64 of a-z, 0-9 and -, a letter first, and not look like an account's id")
        String clientId,

        @NotNull @Size(min = 1, max = 100) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name,

        @NotNull @Size(max = ClientScope.MOST)
        Set<@NotNull @Pattern(regexp = ClientScope.FORM, message = ClientScope.MESSAGE) String> scopes) {}
