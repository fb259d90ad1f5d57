package io.gatehouse.contracts.auth;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * {@code PATCH /v1/admin/roles/{name}}, a JSON Merge Patch (RFC 7396): what is there replaces, what is missing stays. The
 * validated record is the role as it will be.
 */
public record UpdateRoleRequest(
        @NotNull @Size(max = 200) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String description,

        @NotNull Set<@NotNull Permission> permissions) {}
