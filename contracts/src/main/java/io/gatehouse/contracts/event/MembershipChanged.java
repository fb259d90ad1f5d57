package io.gatehouse.contracts.event;

import io.gatehouse.contracts.organization.OrganizationRole;
import java.util.UUID;

/** {@code membership.changed.v1}: a member of an organization has another role. */
public record MembershipChanged(UUID organizationId, UUID accountId, OrganizationRole role) {

    public static final String TYPE = "membership.changed.v1";
}
