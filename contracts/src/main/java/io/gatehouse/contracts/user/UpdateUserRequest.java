package io.gatehouse.contracts.user;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code PATCH /v1/users/me}, a JSON Merge Patch (RFC 7396) over the fields of {@link UserResponse} that a person may
 * change: what is there replaces, what is missing stays. The validated record is the profile as it will be.
 */
public record UpdateUserRequest(
        @NotBlank @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String displayName) {}
