package io.gatehouse.auth.erasure;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How far the erasures are, each statement by itself. */
@Singleton
class ErasureProgressRepository {

    private static final int MOST = 50;

    private static final String DUE = """
            SELECT account_id FROM erasure
            WHERE closed_at IS NULL AND due_at <= $1
            ORDER BY due_at
            LIMIT $2""";

    private static final String TASKS = """
            SELECT account_id, pseudonym, %s AS addresses, closed_at FROM erasure
            WHERE closed_at <= $1 AND %s
            ORDER BY closed_at
            LIMIT $2""";

    private static final String UNCONFIRMED_BY = TASKS.formatted("coalesce(proven_addresses, addresses)", """
            NOT EXISTS (
                SELECT FROM erasure_confirmation AS told WHERE told.account_id = erasure.account_id AND told.service = $3
            )""");

    private static final String CONFIRMED_BY_ALL = TASKS.formatted("addresses", """
            $3::text[] <@ ARRAY(
                SELECT service FROM erasure_confirmation AS told WHERE told.account_id = erasure.account_id
            )""");

    private static final String CONFIRM = """
            INSERT INTO erasure_confirmation (account_id, service, created_at, updated_at)
            SELECT account_id, $2, $3, $3 FROM erasure WHERE account_id = $1 AND closed_at IS NOT NULL
            ON CONFLICT DO NOTHING""";

    private static final String SUMMARY = """
            SELECT count(*) FILTER (WHERE closed_at IS NULL) AS requested,
                   count(*) FILTER (WHERE closed_at IS NOT NULL) AS running,
                   coalesce(extract(epoch FROM $1 - min(coalesce(closed_at + make_interval(secs => $2::float8), due_at))), 0)::float8 AS overdue
            FROM erasure""";

    private final Statements statements;

    ErasureProgressRepository(Statements statements) {
        this.statements = statements;
    }

    /** Whose accounts are to be closed, the longest waiting first. */
    Uni<List<UUID>> listDue(Instant now) {
        return statements.list(DUE, Tuple.of(now.atOffset(ZoneOffset.UTC), MOST), row -> row.getUUID("account_id"));
    }

    /** Whom a service has not said to have forgotten, of those whose accounts were closed by then. */
    Uni<List<ErasureTask>> listUnconfirmed(String service, Instant closedBy) {
        var values = Tuple.of(closedBy.atOffset(ZoneOffset.UTC), MOST, service);
        return statements.list(UNCONFIRMED_BY, values, ErasureProgressRepository::toTask);
    }

    /** Whom all these services have forgotten. */
    Uni<List<ErasureTask>> listConfirmed(Set<String> services, Instant closedBy) {
        var values = Tuple.of(closedBy.atOffset(ZoneOffset.UTC), MOST, services.toArray(String[]::new));
        return statements.list(CONFIRMED_BY_ALL, values, ErasureProgressRepository::toTask);
    }

    /** Notes that a service has forgotten somebody, once. */
    Uni<Void> confirm(UUID accountId, String service, Instant now) {
        return statements
                .change(CONFIRM, Tuple.of(accountId, service, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** @param settle how many seconds a closed account has before it counts as overdue */
    Uni<ErasureSummary> summary(Instant now, double settle) {
        return statements.first(
                SUMMARY,
                Tuple.of(now.atOffset(ZoneOffset.UTC), settle),
                row -> new ErasureSummary(row.getLong("requested"), row.getLong("running"), row.getDouble("overdue")));
    }

    private static ErasureTask toTask(Row row) {
        return new ErasureTask(
                row.getUUID("account_id"),
                row.getUUID("pseudonym"),
                List.of(row.getArrayOfStrings("addresses")),
                row.getOffsetDateTime("closed_at").toInstant());
    }
}
