package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code invitation.accepted.v1}: somebody accepted an invitation, and belongs to the organization. */
public record InvitationAccepted(UUID organizationId, UUID invitationId) {

    public static final String TYPE = "invitation.accepted.v1";
}
