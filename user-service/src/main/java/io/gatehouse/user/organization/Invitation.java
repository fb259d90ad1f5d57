package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.InvitationResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** An invitation that waits for an answer. It never changes. */
@Entity
class Invitation {

    @Id
    UUID id;

    UUID organizationId;
    String email;
    String role;
    UUID invitedBy;
    Instant expiresAt;
    Instant createdAt;
    Instant updatedAt;

    protected Invitation() {} // Hibernate

    Invitation(
            UUID organizationId, UUID invitedBy, String email, OrganizationRole role, Instant now, Instant expiresAt) {
        this.id = Ids.next();
        this.organizationId = organizationId;
        this.email = email;
        this.role = Membership.stored(role);
        this.invitedBy = invitedBy;
        this.expiresAt = expiresAt;
        this.createdAt = now;
        this.updatedAt = now;
    }

    OrganizationRole role() {
        return Membership.role(role);
    }

    InvitationResponse toResponse() {
        return new InvitationResponse(id, email, role(), invitedBy, expiresAt, createdAt);
    }
}
