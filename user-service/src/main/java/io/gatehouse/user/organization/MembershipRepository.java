package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.MemberResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.profile.ProfileRows;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class MembershipRepository implements PanacheRepositoryBase<Membership, UUID> {

    /** Row-level security leaves out the profiles that are not there for the viewer. */
    private static final String WITH_PROFILES = "SELECT member.*, " + ProfileRows.COLUMNS + """
             FROM (
                SELECT account_id, role, version AS member_version, created_at AS member_created_at,
                       updated_at AS member_updated_at
                FROM membership
                WHERE organization_id = $1 AND account_id %s
            ) AS member
            LEFT JOIN profile ON profile.id = account_id
            ORDER BY account_id""";

    private static final String GET = WITH_PROFILES.formatted("= $2");
    private static final String LIST = WITH_PROFILES.formatted("> $2 ORDER BY account_id LIMIT $3");

    private final ViewedStatements statements;

    MembershipRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** A member, for another one; null where there is none for the viewer. */
    Uni<MemberResponse> find(Viewer viewer, UUID organizationId, UUID accountId) {
        var statement = new Statement(GET, Tuple.of(organizationId, accountId));
        return statements.first(viewer, statement, row -> toResponse(row, viewer));
    }

    /** The members behind one of them, by their accounts' ids; null where the viewer does not belong to them. */
    Uni<List<MemberResponse>> list(Viewer viewer, UUID organizationId, UUID after, int limit) {
        var list = new Statement(LIST, Tuple.of(organizationId, after, limit));
        return statements
                .execute(viewer, OrganizationRepository.get(viewer, organizationId), list)
                .map(rows -> rows.getFirst().size() == 0
                        ? null
                        : ViewedStatements.map(rows.getLast(), row -> toResponse(row, viewer)));
    }

    /** The membership to be changed; null where there is none. */
    Uni<Membership> find(UUID organizationId, UUID accountId) {
        return find("organizationId = ?1 and accountId = ?2", organizationId, accountId)
                .firstResult();
    }

    Uni<List<Membership>> listAll(UUID organizationId) {
        return list("organizationId", organizationId);
    }

    Uni<Long> count(UUID accountId, OrganizationRole role) {
        return count("accountId = ?1 and role = ?2", accountId, Membership.stored(role));
    }

    private static MemberResponse toResponse(Row row, Viewer viewer) {
        var profile = row.getUUID("id") == null ? null : ProfileRows.toSnapshot(row);
        return new MemberResponse(
                row.getUUID("account_id"),
                Membership.role(row.getString("role")),
                profile != null && profile.isVisibleTo(viewer) ? profile.seenBy(viewer) : null,
                row.getOffsetDateTime("member_created_at").toInstant(),
                row.getOffsetDateTime("member_updated_at").toInstant(),
                row.getLong("member_version"));
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(Membership member) {
        return delete("id", member.id).replaceWithVoid();
    }
}
