package io.gatehouse.contracts.event;

import io.gatehouse.contracts.organization.OrganizationRole;
import java.util.UUID;

/** {@code membership.added.v1}: a person belongs to an organization. */
public record MembershipAdded(UUID organizationId, UUID accountId, OrganizationRole role) {

    public static final String TYPE = "membership.added.v1";
}
