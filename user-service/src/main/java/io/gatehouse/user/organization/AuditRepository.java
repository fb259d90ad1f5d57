package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.OrganizationEventResponse;
import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The audit trail, which the service's role can add to and read, and never change. */
@Singleton
class AuditRepository {

    private static final String INSERT = """
            INSERT INTO audit_event (id, organization_id, action, actor_id, detail, request_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";

    private static final String LIST = """
            SELECT id, action, actor_id, detail, created_at FROM audit_event
            WHERE organization_id = $1 AND (created_at, id) < ($2, $3)
            ORDER BY created_at DESC, id DESC
            LIMIT $4""";

    private final ViewedStatements statements;

    AuditRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** Appends in the transaction of Hibernate's session. */
    Uni<Void> insert(AuditEvent event) {
        return Panache.getSession().chain(session -> session.persist(event));
    }

    /** Appends in the transaction of a connection apart from Hibernate. */
    Uni<Void> insert(SqlConnection transaction, AuditEvent event) {
        var values = Tuple.tuple(Arrays.asList(
                event.id,
                event.organizationId,
                event.action,
                event.actorId,
                event.detail,
                event.requestId,
                event.createdAt.atOffset(ZoneOffset.UTC)));
        return transaction
                .preparedQuery(INSERT)
                .execute(io.vertx.mutiny.sqlclient.Tuple.newInstance(values))
                .replaceWithVoid();
    }

    /** The newest first, from before one of them: before a time, and an id for those of the same time. */
    Uni<List<OrganizationEventResponse>> list(Viewer viewer, UUID organizationId, Instant time, UUID id, int limit) {
        var statement = new Statement(LIST, Tuple.of(organizationId, time.atOffset(ZoneOffset.UTC), id, limit));
        return statements.list(viewer, statement, AuditRepository::toResponse);
    }

    private static OrganizationEventResponse toResponse(Row row) {
        return new OrganizationEventResponse(
                row.getUUID("id"),
                row.getString("action"),
                row.getUUID("actor_id"),
                row.get(JsonObject.class, "detail").getMap(),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
