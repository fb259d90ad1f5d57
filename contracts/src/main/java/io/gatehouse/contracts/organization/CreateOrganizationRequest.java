package io.gatehouse.contracts.organization;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/organizations}. */
public record CreateOrganizationRequest(
        @NotBlank @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name) {}
