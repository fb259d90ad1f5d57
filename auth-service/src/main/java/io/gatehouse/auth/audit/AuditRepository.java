package io.gatehouse.auth.audit;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.contracts.audit.ActorKind;
import io.gatehouse.contracts.audit.AuditActor;
import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.audit.AuditOutcome;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The audit trail in SQL. Whatever is looked for, an index of each partition has it in the order of the list. */
@Singleton
class AuditRepository {

    private static final String EVENTS = """
            SELECT id, action, outcome, actor_kind, actor_id, account_id, subject, address, device, request_id, detail,
                   created_at
            FROM audit_event
            """;

    /** The plain times leave out partitions; the pair alone would not. */
    private static final String BETWEEN =
            EVENTS + "WHERE created_at >= $1 AND created_at <= $2 AND (created_at, id) < ($2, $3)";

    private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT $4";

    private static final String BEHIND =
            EVENTS + "WHERE created_at >= $1 AND created_at < $2 AND (created_at, id) > ($1, $3)";

    private static final String OLDEST_FIRST = " ORDER BY created_at, id LIMIT $4";

    /**
     * An event's time is that of an instance's clock within the transaction that adds it, thus no earlier than the transaction's beginning,
     * but for what clocks differ by. What is added from now on is no earlier than the oldest transaction that is open.
     */
    private static final String SETTLED = """
            SELECT min(xact_start) - $1::interval AS settled
            FROM pg_stat_activity
            WHERE datname = current_database() AND usename = session_user
            """;

    private static final Interval CLOCKS = Interval.of().seconds(5);

    private static final String INSERT = """
            INSERT INTO audit_event (id, action, outcome, actor_kind, actor_id, account_id, subject, address, device,
                                     request_id, detail, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;

    private final Statements statements;

    AuditRepository(Statements statements) {
        this.statements = statements;
    }

    /** Appends without Hibernate, in the transaction of the connection. */
    Uni<Void> insert(SqlConnection connection, AuditEvent event) {
        var values = Tuple.tuple(Arrays.asList(
                event.id,
                event.action,
                event.outcome,
                event.actorKind,
                event.actorId,
                event.accountId,
                event.subject,
                event.address,
                event.device,
                event.requestId,
                event.detail,
                event.createdAt.atOffset(UTC)));
        return connection.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /** The newest first, from behind a position back to a time. */
    Uni<List<AuditEventResponse>> list(AuditSearch search, AuditPosition behind, Instant from, int most) {
        var values = Tuple.of(from.atOffset(UTC), behind.createdAt().atOffset(UTC), behind.id(), most);
        return find(search, BETWEEN, NEWEST_FIRST, values);
    }

    /** The oldest first, from behind a position up to before a time. */
    Uni<List<AuditEventResponse>> listOldest(AuditSearch search, AuditPosition behind, Instant until, int most) {
        var values = Tuple.of(behind.createdAt().atOffset(UTC), until.atOffset(UTC), behind.id(), most);
        return find(search, BEHIND, OLDEST_FIRST, values);
    }

    /** Before this time nothing is added any more. */
    Uni<Instant> settled() {
        return statements.first(SETTLED, Tuple.of(CLOCKS), row -> row.getOffsetDateTime("settled")
                .toInstant());
    }

    private Uni<List<AuditEventResponse>> find(AuditSearch search, String place, String order, Tuple values) {
        var sql = new StringBuilder(place);
        require("account_id", search.accountId(), values, sql);
        require("actor_id", search.actorId(), values, sql);
        require("action", search.action() == null ? null : stored(search.action()), values, sql);
        return statements.list(sql.append(order).toString(), values, AuditRepository::toEvent);
    }

    private static void require(String column, Object value, Tuple values, StringBuilder sql) {
        if (value != null) {
            values.addValue(value);
            sql.append(" AND ").append(column).append(" = $").append(values.size());
        }
    }

    private static AuditEventResponse toEvent(Row row) {
        return new AuditEventResponse(
                row.getUUID("id"),
                row.getString("action"),
                AuditOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                new AuditActor(
                        ActorKind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                        row.getString("actor_id")),
                row.getUUID("account_id"),
                row.getString("subject"),
                row.getString("address"),
                row.getString("device"),
                row.getString("request_id"),
                row.get(JsonObject.class, "detail").getMap(),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static String stored(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
