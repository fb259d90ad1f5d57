package io.gatehouse.auth.link;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of links that nobody can use any longer. */
class LinkCleanup {

    /** Longer than the time over which mails to one address are counted. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private static final String DELETE = """
            DELETE FROM one_time_link
            WHERE id IN (SELECT id FROM one_time_link WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    @Produces
    @Singleton
    Cleanup links() {
        return new Cleanup("one_time_links", DELETE, RETENTION);
    }
}
