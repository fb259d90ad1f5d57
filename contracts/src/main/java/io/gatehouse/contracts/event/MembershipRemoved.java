package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code membership.removed.v1}: a person belongs to an organization no longer. */
public record MembershipRemoved(UUID organizationId, UUID accountId) {

    public static final String TYPE = "membership.removed.v1";
}
