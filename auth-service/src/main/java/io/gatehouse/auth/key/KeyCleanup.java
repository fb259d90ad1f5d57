package io.gatehouse.auth.key;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of keys that are gone: a record of them stays for as long as the audit trail is kept where nobody says otherwise. */
class KeyCleanup {

    private static final Duration RETENTION = Duration.ofDays(400);

    private static final String DELETE = """
            DELETE FROM signing_key
            WHERE kid IN (
                SELECT kid FROM signing_key WHERE status = 'gone' AND updated_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    @Produces
    @Singleton
    Cleanup keys() {
        return new Cleanup("signing_keys", DELETE, RETENTION);
    }
}
