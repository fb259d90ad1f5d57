package io.gatehouse.contracts.client;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * {@code PATCH /v1/admin/clients/{client_id}}, a JSON Merge Patch (RFC 7396): what is there replaces, what is missing stays.
 * The validated record is the client as it will be.
 */
public record UpdateClientRequest(
        @NotNull @Size(min = 1, max = 100) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name,

        @NotNull @Size(max = ClientScope.MOST)
        Set<@NotNull @Pattern(regexp = ClientScope.FORM, message = ClientScope.MESSAGE) String> scopes) {}
