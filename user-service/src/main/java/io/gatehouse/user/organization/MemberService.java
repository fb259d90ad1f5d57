package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.LAST_OWNER;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;
import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.MemberResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.contracts.organization.UpdateMemberRequest;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.organization.OrganizationEvents.News;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

@ApplicationScoped
class MemberService {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OrganizationRepository organizations;
    private final MembershipRepository memberships;
    private final InvitationService invitations;
    private final OrganizationEvents events;
    private final Clock clock;

    MemberService(
            OrganizationRepository organizations,
            MembershipRepository memberships,
            InvitationService invitations,
            OrganizationEvents events,
            Clock clock) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.invitations = invitations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A page of the members, for one of them.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<MemberResponse>> list(Viewer viewer, UUID organizationId, String cursor, int limit) {
        var list = "organizations/" + organizationId + "/members";
        var after = cursor == null ? BEFORE_ALL : Cursor.decode(list, cursor).uuid(0);
        return memberships
                .list(viewer, organizationId, after, limit + 1)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND))
                .map(found -> Pages.of(found, limit, last -> Cursor.encode(list, last.userId())));
    }

    Uni<MemberResponse> get(Viewer viewer, UUID organizationId, UUID accountId) {
        return memberships
                .find(viewer, organizationId, accountId)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    /** Gives a member another role, based on a version that still holds; {@code last_owner} where none would be left. */
    Uni<MemberResponse> change(
            Viewer viewer,
            UUID organizationId,
            UUID accountId,
            LongPredicate isBasis,
            UnaryOperator<UpdateMemberRequest> patch) {
        return changeRole(viewer, organizationId, accountId, isBasis, patch)
                .onFailure(violates("membership_last_owner"))
                .transform(cause -> new ApiException(LAST_OWNER, cause))
                .chain(() -> get(viewer, organizationId, accountId));
    }

    /** Removes a member, or lets the viewer leave; {@code last_owner} where none would be left. */
    Uni<Void> remove(Viewer viewer, UUID organizationId, UUID accountId) {
        return removeMember(viewer, organizationId, accountId)
                .onFailure(violates("membership_last_owner"))
                .transform(cause -> new ApiException(LAST_OWNER, cause));
    }

    @WithTransaction
    Uni<Void> changeRole(
            Viewer viewer,
            UUID organizationId,
            UUID accountId,
            LongPredicate isBasis,
            UnaryOperator<UpdateMemberRequest> patch) {
        return organizations
                .enter(viewer, organizationId)
                .map(role -> Rights.require(role, Right.MANAGE_MEMBERS))
                .chain(own -> find(organizationId, accountId).chain(member -> {
                    var wanted = wantedRole(member, isBasis, patch);
                    Rights.requireReach(own, member.role());
                    Rights.requireReach(own, wanted);
                    return invitations
                            .withdrawBeyond(viewer, member, wanted)
                            .chain(() -> change(viewer, member, wanted));
                }));
    }

    @WithTransaction
    Uni<Void> removeMember(Viewer viewer, UUID organizationId, UUID accountId) {
        return organizations
                .enter(viewer, organizationId)
                .map(role -> accountId.equals(viewer.accountId())
                        ? Rights.requireMember(role)
                        : Rights.require(role, Right.MANAGE_MEMBERS))
                .chain(own -> find(organizationId, accountId)
                        .invoke(member -> Rights.requireReach(own, member.role()))
                        .call(member -> invitations.withdrawBeyond(viewer, member, null))
                        .call(memberships::remove)
                        .chain(member -> events.tell(viewer, News.removed(member))));
    }

    private Uni<Membership> find(UUID organizationId, UUID accountId) {
        return memberships
                .find(organizationId, accountId)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    private static OrganizationRole wantedRole(
            Membership member, LongPredicate isBasis, UnaryOperator<UpdateMemberRequest> patch) {
        if (!isBasis.test(member.version)) {
            throw new ApiException(VERSION_CONFLICT);
        }
        return patch.apply(new UpdateMemberRequest(member.role())).role();
    }

    private Uni<Void> change(Viewer viewer, Membership member, OrganizationRole wanted) {
        return member.change(wanted, clock.instant())
                ? memberships.flush().chain(() -> events.tell(viewer, News.changed(member)))
                : Uni.createFrom().voidItem();
    }
}
