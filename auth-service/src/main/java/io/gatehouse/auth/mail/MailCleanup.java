package io.gatehouse.auth.mail;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What becomes of mail that is sent, dropped or given up. */
class MailCleanup {

    private static final String DELETE = """
            DELETE FROM mail_message
            WHERE id IN (
                SELECT id FROM mail_message
                WHERE status <> 'queued' AND updated_at < $1
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            )
            """;

    @Produces
    @Singleton
    Cleanup mails(MailConfig config) {
        return new Cleanup("mails", DELETE, config.retention());
    }
}
