package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.EMAIL_NOT_VERIFIED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_ADDRESSEE;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.ONE_TIME_TOKEN_INVALID;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.InvitationProof;
import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.organization.OrganizationEvents.News;
import io.gatehouse.user.profile.NewAccounts;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Invitations on the side of those who get them. Of many answers to one the first counts. */
@ApplicationScoped
class InvitationAnswerService {

    private final OrganizationRepository organizations;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Addressees addressees;
    private final NewAccounts newAccounts;
    private final OrganizationEvents events;
    private final Clock clock;

    InvitationAnswerService(
            OrganizationRepository organizations,
            MembershipRepository memberships,
            InvitationRepository invitations,
            Addressees addressees,
            NewAccounts newAccounts,
            OrganizationEvents events,
            Clock clock) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.invitations = invitations;
        this.addressees = addressees;
        this.newAccounts = newAccounts;
        this.events = events;
        this.clock = clock;
    }

    /** Makes the viewer a member, if the invitation was mailed to their verified address. Who is one already stays what they are. */
    Uni<OrganizationResponse> accept(Viewer viewer, String token) {
        return addressees
                .prove(token, viewer.accountId())
                .map(InvitationAnswerService::requireAddressee)
                .chain(id -> newAccounts.evenIfNew(() -> join(viewer, id)))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    /** Whoever has the token has the mailbox; they need no account to decline. */
    Uni<Void> decline(String token) {
        return addressees
                .prove(token, null)
                .map(InvitationAnswerService::requireLive)
                .chain(this::declineOpen);
    }

    /** Null where the viewer has no profile. */
    @WithTransaction
    Uni<OrganizationResponse> join(Viewer viewer, UUID invitationId) {
        return organizations
                .takeTurn(viewer)
                .chain(exists -> exists
                        ? joinInTurn(viewer, invitationId)
                        : Uni.createFrom().nullItem());
    }

    @WithTransaction
    Uni<Void> declineOpen(UUID invitationId) {
        return take(Viewer.NOBODY, invitationId)
                .call(invitations::remove)
                .chain(invitation -> events.tell(Viewer.NOBODY, News.declined(invitation)));
    }

    private Uni<OrganizationResponse> joinInTurn(Viewer viewer, UUID invitationId) {
        return take(viewer, invitationId)
                .chain(invitation -> memberships
                        .find(invitation.organizationId, viewer.accountId())
                        .onItem()
                        .ifNull()
                        .switchTo(() -> add(viewer, invitation))
                        .call(() -> invitations.remove(invitation))
                        .call(() -> events.tell(viewer, News.accepted(invitation))))
                .chain(member -> organizations
                        .findById(member.organizationId)
                        .map(organization -> organization.shownTo(member.role())));
    }

    private Uni<Membership> add(Viewer viewer, Invitation invitation) {
        var member = new Membership(invitation.organizationId, viewer.accountId(), invitation.role(), clock.instant());
        return memberships.persistAndFlush(member).call(() -> events.tell(viewer, News.added(member)));
    }

    /** The open invitation whose token was shown, alone with its organization until the transaction's end. */
    private Uni<Invitation> take(Viewer viewer, UUID invitationId) {
        return invitations
                .show(invitationId)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ONE_TIME_TOKEN_INVALID))
                .call(organizationId -> organizations.enter(viewer, organizationId))
                .chain(organizationId -> invitations.findOpen(organizationId, invitationId, clock.instant()))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ONE_TIME_TOKEN_INVALID));
    }

    private static UUID requireLive(InvitationProof proof) {
        if (proof.invitationId() == null) {
            throw new ApiException(ONE_TIME_TOKEN_INVALID);
        }
        return proof.invitationId();
    }

    private static UUID requireAddressee(InvitationProof proof) {
        var id = requireLive(proof);
        return switch (proof.addressee()) {
            case VERIFIED -> id;
            case UNVERIFIED -> throw new ApiException(EMAIL_NOT_VERIFIED);
            case ANOTHER -> throw new ApiException(NOT_ADDRESSEE);
        };
    }
}
