package io.gatehouse.auth.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The queue's states. Each message is claimed for a while, not locked while it is sent: SMTP may take its time. */
@Singleton
class MailRepository {

    /** Workers of all instances pass over each other's rows; the pause is set before the attempt, so a crash costs one. */
    private static final String CLAIM = """
            UPDATE mail_message AS message
            SET attempts = attempts + 1,
                next_attempt_at = $1::timestamptz + least($3::interval * power(2, least(attempts, 20)), $4::interval)
                    * (0.75 + random() / 2) ,
                updated_at = $1
            WHERE id IN (
                SELECT id FROM mail_message
                WHERE status = 'queued' AND next_attempt_at <= $1
                ORDER BY next_attempt_at
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            )
            RETURNING id, template, recipient, parameters, attempts
            """;

    private static final String SENT =
            "UPDATE mail_message SET status = 'sent', sent_at = $2, last_error = NULL, updated_at = $2 WHERE id = $1";

    private static final String FAILED = """
            UPDATE mail_message
            SET last_error = $2, status = CASE WHEN attempts >= $3 THEN 'dead' ELSE status END, updated_at = $4
            WHERE id = $1 AND status = 'queued'
            """;

    private static final String COUNT_QUEUED = "SELECT count(*) FROM mail_message WHERE status = 'queued'";

    private final Pool pool;

    MailRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<List<QueuedMail>> claim(int most, MailConfig config, Instant now) {
        var values = Tuple.of(utc(now), most, interval(config.firstPause()), interval(config.longestPause()));
        return pool.preparedQuery(CLAIM).execute(values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(MailRepository::toMessage)
                .toList());
    }

    Uni<Void> markSent(UUID id, Instant now) {
        return pool.preparedQuery(SENT).execute(Tuple.of(id, utc(now))).replaceWithVoid();
    }

    /** Leaves the message for its next attempt, or for nobody when it has had the last. */
    Uni<Void> markFailed(UUID id, String error, int maxAttempts, Instant now) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(id, error, maxAttempts, utc(now)))
                .replaceWithVoid();
    }

    Uni<Long> countQueued() {
        return pool.query(COUNT_QUEUED)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static QueuedMail toMessage(Row row) {
        return new QueuedMail(
                row.getUUID("id"),
                row.getString("template"),
                row.getString("recipient"),
                row.get(JsonObject.class, "parameters").getMap(),
                row.getShort("attempts"));
    }

    private static Interval interval(Duration duration) {
        return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(duration.toSeconds()), duration.toMillisPart() * 1000);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
