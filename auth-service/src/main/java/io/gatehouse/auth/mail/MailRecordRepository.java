package io.gatehouse.auth.mail;

import io.gatehouse.contracts.mail.MailStatus;
import io.gatehouse.kit.database.Statements;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

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
            WHERE id = :id AND status = 'dead'
            """;

    private static final String EXISTS = "SELECT EXISTS (SELECT 1 FROM mail_message WHERE id = :id)";

    private static final String SUMMARY = """
            SELECT count(*) FILTER (WHERE status = 'queued') AS queued,
                   count(*) FILTER (WHERE status = 'dead') AS dead,
                   coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE status = 'queued')), 0)::float8
                       AS oldest_age
            FROM mail_message
            WHERE status IN ('queued', 'dead')
            """;

    private final Statements statements;

    MailRecordRepository(Statements statements) {
        this.statements = statements;
    }

    /**
     * The newest first; ids are made in the order of time.
     *
     * @param status null for all
     */
    Uni<List<MailRecord>> listBefore(UUID id, MailStatus status, int most) {
        return status == null
                ? statements.list(LIST, Tuple.of(id, most), MailRecordRepository::toRecord)
                : statements.list(LIST_BY_STATUS, Tuple.of(id, most, wire(status)), MailRecordRepository::toRecord);
    }

    /** Queues it again if it is dead, in the transaction that is open. */
    Uni<Boolean> revive(UUID id) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(REVIVE).setParameter("id", id).executeUpdate())
                .map(changed -> changed == 1);
    }

    /** In the transaction that is open. */
    Uni<Boolean> exists(UUID id) {
        return Panache.getSession().chain(session -> session.createNativeQuery(EXISTS, Boolean.class)
                .setParameter("id", id)
                .getSingleResult());
    }

    Uni<MailSummary> summary() {
        return statements.first(
                SUMMARY,
                Tuple.tuple(),
                row -> new MailSummary(row.getLong("queued"), row.getLong("dead"), row.getDouble("oldest_age")));
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
