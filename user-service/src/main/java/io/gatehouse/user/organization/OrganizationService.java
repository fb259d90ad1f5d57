package io.gatehouse.user.organization;

import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.ORGANIZATION_QUOTA_EXCEEDED;
import static io.gatehouse.contracts.error.ErrorCode.VERSION_CONFLICT;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.contracts.organization.UpdateOrganizationRequest;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.organization.OrganizationEvents.News;
import io.gatehouse.user.profile.NewAccounts;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

@ApplicationScoped
class OrganizationService {

    private static final String LIST = "users/me/organizations";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OrganizationRepository organizations;
    private final MembershipRepository memberships;
    private final OrganizationConfig config;
    private final NewAccounts newAccounts;
    private final OrganizationEvents events;
    private final Clock clock;

    OrganizationService(
            OrganizationRepository organizations,
            MembershipRepository memberships,
            OrganizationConfig config,
            NewAccounts newAccounts,
            OrganizationEvents events,
            Clock clock) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.config = config;
        this.newAccounts = newAccounts;
        this.events = events;
        this.clock = clock;
    }

    /** Makes an organization that the viewer owns. */
    Uni<OrganizationResponse> create(Viewer viewer, String name) {
        return newAccounts
                .evenIfNew(() -> createOfExisting(viewer, name))
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(NOT_FOUND));
    }

    /** Null where the viewer has no profile. */
    @WithTransaction
    Uni<OrganizationResponse> createOfExisting(Viewer viewer, String name) {
        return organizations
                .takeTurn(viewer)
                .chain(exists ->
                        exists ? createInTurn(viewer, name) : Uni.createFrom().nullItem());
    }

    Uni<OrganizationResponse> get(Viewer viewer, UUID id) {
        return organizations.find(viewer, id).onItem().ifNull().failWith(() -> new ApiException(NOT_FOUND));
    }

    /**
     * A page of those that the viewer belongs to.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<OrganizationResponse>> list(Viewer viewer, String cursor, int limit) {
        var after = cursor == null ? BEFORE_ALL : Cursor.decode(LIST, cursor).uuid(0);
        return organizations
                .list(viewer, after, limit + 1)
                .map(found -> Pages.of(found, limit, last -> Cursor.encode(LIST, last.id())));
    }

    /** Changes an organization that still has the version the change is based on. */
    @WithTransaction
    Uni<OrganizationResponse> change(
            Viewer viewer, UUID id, LongPredicate isBasis, UnaryOperator<UpdateOrganizationRequest> patch) {
        return organizations
                .enter(viewer, id)
                .map(role -> Rights.require(role, Right.CHANGE))
                .chain(role -> organizations
                        .findById(id)
                        .call(organization -> change(viewer, organization, isBasis, patch))
                        .map(organization -> organization.shownTo(role)));
    }

    /** Deletes an organization with all that belongs to it. */
    @WithTransaction
    Uni<Void> delete(Viewer viewer, UUID id) {
        return organizations
                .enter(viewer, id)
                .map(role -> Rights.require(role, Right.DELETE))
                .chain(role -> memberships.listAll(id))
                .chain(members -> events.tellAll(
                        viewer, members.stream().map(News::removed).toList()))
                .chain(() -> organizations.delete("id", id))
                .chain(() -> events.tell(viewer, News.deleted(id)));
    }

    private Uni<OrganizationResponse> createInTurn(Viewer viewer, String name) {
        var now = clock.instant();
        var organization = new Organization(name, now);
        var owner = new Membership(organization.id, viewer.accountId(), OrganizationRole.OWNER, now);
        return memberships
                .count(viewer.accountId(), OrganizationRole.OWNER)
                .invoke(this::requireRoom)
                .chain(() -> organizations.persist(organization))
                .chain(() -> memberships.persistAndFlush(owner))
                .chain(() -> events.tell(viewer, News.created(organization.id)))
                .chain(() -> events.tell(viewer, News.added(owner)))
                .map(told -> organization.shownTo(OrganizationRole.OWNER));
    }

    private void requireRoom(long owned) {
        if (owned >= config.quota()) {
            throw new ApiException(ORGANIZATION_QUOTA_EXCEEDED);
        }
    }

    private Uni<Void> change(
            Viewer viewer,
            Organization organization,
            LongPredicate isBasis,
            UnaryOperator<UpdateOrganizationRequest> patch) {
        if (!isBasis.test(organization.version)) {
            throw new ApiException(VERSION_CONFLICT);
        }
        var wanted = patch.apply(new UpdateOrganizationRequest(organization.name));
        return organization.rename(wanted.name(), clock.instant())
                ? organizations.flush().chain(() -> events.tell(viewer, News.updated(organization)))
                : Uni.createFrom().voidItem();
    }
}
