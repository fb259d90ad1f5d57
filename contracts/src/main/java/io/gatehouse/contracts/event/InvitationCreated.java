package io.gatehouse.contracts.event;

import io.gatehouse.contracts.organization.OrganizationRole;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code invitation.created.v1}: somebody is invited to an organization. Whom, user-service says to those who may invite.
 *
 * @param expiresAt when it ends without a further event
 */
public record InvitationCreated(UUID organizationId, UUID invitationId, OrganizationRole role, Instant expiresAt) {

    public static final String TYPE = "invitation.created.v1";
}
