package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.ALREADY_INVITED;
import static io.gatehouse.contracts.error.ErrorCode.INVITATION_QUOTA_EXCEEDED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.InvitationResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.organization.OrganizationEvents.News;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Invitations on the side of those who make them. */
@ApplicationScoped
class InvitationService {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OrganizationRepository organizations;
    private final InvitationRepository invitations;
    private final InvitationConfig config;
    private final OrganizationEvents events;
    private final Clock clock;

    InvitationService(
            OrganizationRepository organizations,
            InvitationRepository invitations,
            InvitationConfig config,
            OrganizationEvents events,
            Clock clock) {
        this.organizations = organizations;
        this.invitations = invitations;
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /** Invites whoever has the address; the mail leaves after that. */
    Uni<InvitationResponse> create(Viewer viewer, UUID organizationId, String email, OrganizationRole role) {
        return invite(viewer, organizationId, email, role)
                .onFailure(violates("invitation_address_key"))
                .transform(cause -> new ApiException(ALREADY_INVITED, cause));
    }

    /**
     * A page of those that are open.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<InvitationResponse>> list(Viewer viewer, UUID organizationId, String cursor, int limit) {
        var list = "organizations/" + organizationId + "/invitations";
        var after = cursor == null ? BEFORE_ALL : Cursor.decode(list, cursor).uuid(0);
        return organizations
                .findRole(viewer, organizationId)
                .map(role -> Rights.require(role, Right.INVITE))
                .chain(own -> invitations.list(viewer, organizationId, after, clock.instant(), limit + 1))
                .map(found -> Pages.of(found, limit, last -> Cursor.encode(list, last.id())));
    }

    /** Takes an invitation back; its link leads to nothing from then on. */
    @WithTransaction
    Uni<Void> withdraw(Viewer viewer, UUID organizationId, UUID id) {
        return organizations
                .enter(viewer, organizationId)
                .map(role -> Rights.require(role, Right.INVITE))
                .chain(own -> invitations
                        .findOpen(organizationId, id, clock.instant())
                        .onItem()
                        .ifNull()
                        .failWith(() -> new ApiException(NOT_FOUND))
                        .invoke(invitation -> Rights.requireReach(own, invitation.role())))
                .chain(invitation -> withdraw(viewer, invitation));
    }

    /**
     * Takes back what a member invited to and may not any more, before they lose their role in the transaction that is open.
     *
     * @param next the role that they will have; null for none
     */
    Uni<Void> withdrawBeyond(Viewer viewer, Membership member, OrganizationRole next) {
        return invitations
                .listOpenBy(member.organizationId, member.accountId, clock.instant())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .select()
                .where(invitation -> !Rights.mayInvite(next, invitation.role()))
                .onItem()
                .transformToUniAndConcatenate(invitation -> withdraw(viewer, invitation))
                .onItem()
                .ignoreAsUni()
                // Who changes their own role may not remove them once it is written.
                .chain(() -> invitations.flush());
    }

    @WithTransaction
    Uni<InvitationResponse> invite(Viewer viewer, UUID organizationId, String email, OrganizationRole role) {
        var now = clock.instant();
        var invitation =
                new Invitation(organizationId, viewer.accountId(), email, role, now, now.plus(config.lifetime()));
        return organizations
                .enter(viewer, organizationId)
                .map(own -> Rights.require(own, Right.INVITE))
                .invoke(own -> Rights.requireReach(own, role))
                .chain(own -> invitations.deleteExpired(organizationId, email, now))
                .chain(() -> invitations.countOpen(organizationId, now))
                .invoke(this::requireRoom)
                .chain(() -> invitations.persistAndFlush(invitation))
                .chain(() -> events.tell(viewer, News.invited(invitation)))
                .map(told -> invitation.toResponse());
    }

    private Uni<Void> withdraw(Viewer viewer, Invitation invitation) {
        return invitations.remove(invitation).chain(() -> events.tell(viewer, News.withdrawn(invitation)));
    }

    private void requireRoom(long open) {
        if (open >= config.quota()) {
            throw new ApiException(INVITATION_QUOTA_EXCEEDED);
        }
    }
}
