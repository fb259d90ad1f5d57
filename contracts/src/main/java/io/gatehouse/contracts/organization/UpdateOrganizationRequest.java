package io.gatehouse.contracts.organization;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code PATCH /v1/organizations/{id}}, a JSON Merge Patch (RFC 7396). The validated record is what may be changed of the
 * organization as it will be.
 */
public record UpdateOrganizationRequest(
        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name) {}
