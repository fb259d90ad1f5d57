package io.gatehouse.auth.mail;

import io.gatehouse.contracts.mail.MailStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The queue as administrators and metrics look at it. */
@Singleton
class MailRecordRepository {

    private static final String COLUMNS = """
            SELECT id, template, recipient, status, attempts, last_error, next_attempt_at, created_at, sent_at
            FROM mail_message
            """;

    private static final String LIST = COLUMNS + "WHERE id < $1 ORDER BY id DESC LIMIT $2";

    private static final String LIST_BY_STATUS = COLUMNS + "WHERE id < $1 AND status = $3 ORDER BY id DESC LIMIT $2";

    private static final String REVIVE = """
            UPDATE mail_message
            SET status = 'queued', attempts = 0, last_error = NULL, next_attempt_at = now(), updated_at = now()
            WHERE id = $1 AND status = 'dead'
            """;

    private static final String EXISTS = "SELECT 1 FROM mail_message WHERE id = $1";

    private static final String SUMMARY = """
            SELECT count(*) FILTER (WHERE status = 'queued') AS queued,
                   count(*) FILTER (WHERE status = 'dead') AS dead,
                   coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE status = 'queued')), 0)::float8
                       AS oldest_age
            FROM mail_message
            WHERE status IN ('queued', 'dead')
            """;

    private final Pool pool;

    MailRecordRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * The newest first; ids are made in the order of time.
     *
     * @param status null for all
     */
    Uni<List<MailRecord>> listBefore(UUID id, MailStatus status, int most) {
        var rows = status == null
                ? execute(LIST, Tuple.of(id, most))
                : execute(LIST_BY_STATUS, Tuple.of(id, most, wire(status)));
        return rows.map(found -> StreamSupport.stream(found.spliterator(), false)
                .map(MailRecordRepository::toRecord)
                .toList());
    }

    /** Queues it again if it is dead. */
    Uni<Boolean> revive(UUID id) {
        return execute(REVIVE, Tuple.of(id)).map(changed -> changed.rowCount() == 1);
    }

    Uni<Boolean> exists(UUID id) {
        return execute(EXISTS, Tuple.of(id)).map(found -> found.rowCount() == 1);
    }

    Uni<MailSummary> summary() {
        return execute(SUMMARY, Tuple.tuple()).map(found -> {
            var row = found.iterator().next();
            return new MailSummary(row.getLong("queued"), row.getLong("dead"), row.getDouble("oldest_age"));
        });
    }

    // On a connection, not on the pool: there a query leaves its timer behind when the database is away.
    private Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(values));
    }

    private static MailRecord toRecord(Row row) {
        return new MailRecord(
                row.getUUID("id"),
                row.getString("template"),
                row.getString("recipient"),
                MailStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getShort("attempts"),
                row.getString("last_error"),
                instant(row.getOffsetDateTime("next_attempt_at")),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("sent_at")));
    }

    private static String wire(MailStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
