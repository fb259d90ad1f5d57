package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;

import io.gatehouse.kit.database.Ids;
import io.gatehouse.local.test.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rows of the queue, written and read beside it. */
final class MailRows {

    private MailRows() {}

    /** Queues a message that nobody asked for, and returns its id. */
    static UUID queue(String template, String recipient, int attempts) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO mail_message
                    (id, template, recipient, parameters, status, attempts, next_attempt_at, created_at, updated_at)
                VALUES (?, ?, ?, '{}', 'queued', ?, now(), now(), now())
                """, id, template, recipient, attempts);
        return id;
    }

    /** Queues as many messages to one fresh address each, and returns the addresses. */
    static List<String> backlog(String prefix, int count) throws SQLException {
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, next_attempt_at, created_at, updated_at)
                SELECT uuidv7(), 'session_ended', ? || number || '@example.org', '{}', 'queued', now(), now(), now()
                FROM generate_series(1, ?) AS number
                """, prefix, count);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number + "@example.org")
                .toList();
    }

    static String freshRecipient(String template, int attempts) throws SQLException {
        var recipient = freshEmail();
        queue(template, recipient, attempts);
        return recipient;
    }

    static String statusOf(String recipient) throws SQLException {
        return Database.value("SELECT status FROM mail_message WHERE recipient = ?", recipient);
    }

    static String errorOf(String recipient) throws SQLException {
        return Database.value("SELECT last_error FROM mail_message WHERE recipient = ?", recipient);
    }

    /** How many of these have not failed yet. */
    static long countUntried(List<String> recipients) throws SQLException {
        return Long.parseLong(Database.value(
                "SELECT count(*) FROM mail_message WHERE recipient = ANY (?) AND last_error IS NULL",
                (Object) recipients.toArray(String[]::new)));
    }

    static long countUnsent(String prefix) throws SQLException {
        return Long.parseLong(Database.value(
                "SELECT count(*) FROM mail_message WHERE recipient LIKE ? || '%' AND status <> 'sent'", prefix));
    }
}
