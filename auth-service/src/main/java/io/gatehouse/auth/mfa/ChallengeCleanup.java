package io.gatehouse.auth.mfa;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of sign-ins whose second factor nobody presented in time. */
class ChallengeCleanup {

    private static final String DELETE = """
            DELETE FROM mfa_challenge
            WHERE token_hash IN (
                SELECT token_hash FROM mfa_challenge WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    @Produces
    @Singleton
    Cleanup challenges() {
        return new Cleanup("mfa_challenges", DELETE, Duration.ZERO);
    }
}
