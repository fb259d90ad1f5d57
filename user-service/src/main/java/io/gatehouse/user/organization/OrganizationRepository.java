package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<Organization, UUID> {

    private static final String OF_MEMBER = """
            SELECT organization.id, name, role, organization.version, organization.created_at, organization.updated_at
            FROM membership JOIN organization ON organization.id = organization_id
            WHERE account_id = $1 AND organization_id""";

    static final String GET = OF_MEMBER + " = $2";
    static final String LIST = OF_MEMBER + " > $2 ORDER BY organization_id LIMIT $3";

    /** Whoever makes an organization waits here for the others that the same person makes, so that they keep the quota together. */
    private static final String TAKE_TURNS = "SELECT 1 FROM profile WHERE id = :account FOR NO KEY UPDATE";

    private static final String ENTER = "SELECT organization_enter(:organization)";

    private final ViewedStatements statements;

    OrganizationRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** The organization as it is for the viewer; null where they do not belong to it. */
    Uni<OrganizationResponse> find(Viewer viewer, UUID id) {
        return statements.first(viewer, get(viewer, id), OrganizationRepository::toResponse);
    }

    /** What the viewer is there; null where they are no member. */
    Uni<OrganizationRole> findRole(Viewer viewer, UUID id) {
        return find(viewer, id).map(found -> found == null ? null : found.role());
    }

    /** Those that the viewer belongs to, the oldest first, behind one of them. */
    Uni<List<OrganizationResponse>> list(Viewer viewer, UUID after, int limit) {
        var statement = new Statement(LIST, Tuple.of(viewer.accountId(), after, limit));
        return statements.list(viewer, statement, OrganizationRepository::toResponse);
    }

    /** Begins the viewer's transaction on new things of their own; false where they have no profile. */
    Uni<Boolean> takeTurn(Viewer viewer) {
        return ViewerSettings.enter(viewer)
                .chain(Panache::getSession)
                .chain(session -> session.createNativeQuery(TAKE_TURNS, Integer.class)
                        .setParameter("account", viewer.accountId())
                        .getSingleResultOrNull())
                .map(found -> found != null);
    }

    /**
     * Begins the viewer's transaction on an organization, alone with it until its end. What the viewer is there decides about what
     * they may; null where they are no member.
     */
    Uni<OrganizationRole> enter(Viewer viewer, UUID id) {
        return ViewerSettings.enter(viewer)
                .chain(Panache::getSession)
                .chain(session -> session.createNativeQuery(ENTER, String.class)
                        .setParameter("organization", id)
                        .getSingleResultOrNull())
                .map(Membership::role);
    }

    /** What finds an organization, for its member. */
    static Statement get(Viewer viewer, UUID id) {
        return new Statement(GET, Tuple.of(viewer.accountId(), id));
    }

    private static OrganizationResponse toResponse(Row row) {
        return new OrganizationResponse(
                row.getUUID("id"),
                row.getString("name"),
                Membership.role(row.getString("role")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("version"));
    }
}
