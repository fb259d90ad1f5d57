package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** {@code POST /v1/admin/roles}: a role that is to be. */
public record CreateRoleRequest(
        @NotNull
        @Pattern(regexp = "[a-z][a-z0-9_-]{1,39}", message = "must be 2 to 40 of a-z, 0-9, _ and -, a letter first")
        String name,

        @NotNull @Size(max = 200) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String description,

        @NotNull Set<@NotNull Permission> permissions) {}
