package io.gatehouse.contracts.organization;

import io.gatehouse.contracts.auth.EmailForm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** {@code POST /v1/organizations/{id}/invitations}. */
public record InviteRequest(
        @NotNull @Size(max = 254) @EmailForm String email,
        @NotNull OrganizationRole role) {

    @Override
    public String toString() {
        return "InviteRequest[redacted]";
    }
}
