package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code invitation.withdrawn.v1}: an organization took an invitation back. */
public record InvitationWithdrawn(UUID organizationId, UUID invitationId) {

    public static final String TYPE = "invitation.withdrawn.v1";
}
