package io.gatehouse.contracts.organization;

import io.gatehouse.contracts.NotInvisible;
import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/organizations}. */
public record CreateOrganizationRequest(
        @NotEmpty @NotInvisible @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name) {}
