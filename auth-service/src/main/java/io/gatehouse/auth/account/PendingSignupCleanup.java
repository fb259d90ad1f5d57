package io.gatehouse.auth.account;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of sign-ups whose address nobody has verified. */
class PendingSignupCleanup {

    private static final String DELETE = """
            DELETE FROM pending_signup
            WHERE id IN (SELECT id FROM pending_signup WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    @Produces
    @Singleton
    Cleanup signups() {
        return new Cleanup("pending_signups", DELETE, Duration.ZERO);
    }
}
