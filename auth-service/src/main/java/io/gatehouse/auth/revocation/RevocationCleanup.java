package io.gatehouse.auth.revocation;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of revocations of which no token is left. */
class RevocationCleanup {

    private static final String DELETE = """
            DELETE FROM revocation
            WHERE id IN (SELECT id FROM revocation WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    @Produces
    @Singleton
    Cleanup revocations() {
        return new Cleanup("revocations", DELETE, Duration.ZERO);
    }
}
