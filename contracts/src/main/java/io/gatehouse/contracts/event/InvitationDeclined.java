package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code invitation.declined.v1}: whoever was invited does not want to belong to the organization. */
public record InvitationDeclined(UUID organizationId, UUID invitationId) {

    public static final String TYPE = "invitation.declined.v1";
}
