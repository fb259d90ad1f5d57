package io.gatehouse.auth.mail;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The queue's states. Each message is claimed for a while, not locked while it is sent: SMTP may take its time. All times
 * are the database's, the one clock that the workers of all instances share.
 */
@Singleton
class MailRepository {

    /** How long a worker may take to note what became of an attempt before the next one begins. */
    private static final Duration MARKING = Duration.ofMinutes(1);

    private static final String ADD = """
            INSERT INTO mail_message (id, template, language, recipient, parameters, status, next_attempt_at, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 'queued', now(), now(), now())
            ON CONFLICT (id) DO NOTHING
            """;

    /** Workers pass over each other's rows. Counted before the attempt, so a crash costs one. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM mail_message
                WHERE status = 'queued' AND next_attempt_at <= now()
                ORDER BY next_attempt_at
                LIMIT $1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE mail_message AS message
            SET attempts = attempts + 1, next_attempt_at = now() + $2::interval, updated_at = now()
            FROM due
            WHERE message.id = due.id
            RETURNING message.id, template, language, recipient, parameters, attempts
            """;

    /** Of a fleeting message nothing is left. */
    private static final String SENT = """
            WITH gone AS (DELETE FROM mail_message WHERE id = $1 AND fleeting)
            UPDATE mail_message SET status = 'sent', sent_at = now(), last_error = NULL, updated_at = now()
            WHERE id = $1 AND NOT fleeting
            """;

    private static final String DROPPED = """
            WITH gone AS (DELETE FROM mail_message WHERE id = $1 AND fleeting)
            UPDATE mail_message SET status = 'dropped', last_error = NULL, updated_at = now()
            WHERE id = $1 AND NOT fleeting
            """;

    private static final String DEAD = """
            WITH gone AS (
                DELETE FROM mail_message WHERE id = $1 AND attempts = $2 AND status = 'queued' AND fleeting
            )
            UPDATE mail_message SET status = 'dead', last_error = $3, updated_at = now()
            WHERE id = $1 AND attempts = $2 AND status = 'queued' AND NOT fleeting
            """;

    /** Unless another worker has claimed it meanwhile. */
    private static final String FAILED = """
            UPDATE mail_message
            SET last_error = $3,
                next_attempt_at = now()
                    + least($4::interval * power(2, least(attempts - 1, 20)), $5::interval) * (0.75 + random() / 2),
                updated_at = now()
            WHERE id = $1 AND attempts = $2 AND status = 'queued'
            """;

    private final Statements statements;
    private final MailConfig config;

    MailRepository(Statements statements, MailConfig config) {
        this.statements = statements;
        this.config = config;
    }

    /** Queues a message, unless there is one with this id. */
    Uni<Void> add(UUID id, String template, String language, String recipient, Map<String, Object> parameters) {
        return statements
                .change(ADD, Tuple.of(id, template, language, recipient, new JsonObject(parameters)))
                .replaceWithVoid();
    }

    /** Messages that are due; nobody else gets them for longer than an attempt may take. */
    Uni<List<QueuedMail>> claim(int most) {
        var lease = interval(config.timeout().plus(MARKING));
        return statements.list(CLAIM, Tuple.of(most, lease), MailRepository::toMessage);
    }

    Uni<Void> markSent(UUID id) {
        return statements.change(SENT, Tuple.of(id)).replaceWithVoid();
    }

    Uni<Void> markDropped(UUID id) {
        return statements.change(DROPPED, Tuple.of(id)).replaceWithVoid();
    }

    /** Kept for the administrator; nobody tries it again by themselves. */
    Uni<Void> markDead(QueuedMail message, String error) {
        return statements
                .change(DEAD, Tuple.of(message.id(), message.attempts(), error))
                .replaceWithVoid();
    }

    /** Leaves the message for its next attempt, after a pause that grows and varies. */
    Uni<Void> markFailed(QueuedMail message, String error) {
        var pauses = List.of(interval(config.firstPause()), interval(config.longestPause()));
        return statements
                .change(FAILED, Tuple.of(message.id(), message.attempts(), error, pauses.getFirst(), pauses.getLast()))
                .replaceWithVoid();
    }

    private static QueuedMail toMessage(Row row) {
        return new QueuedMail(
                row.getUUID("id"),
                row.getString("template"),
                row.getString("language"),
                row.getString("recipient"),
                row.get(JsonObject.class, "parameters").getMap(),
                row.getShort("attempts"));
    }

    private static Interval interval(Duration duration) {
        return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(duration.toSeconds()), duration.toMillisPart() * 1000);
    }
}
