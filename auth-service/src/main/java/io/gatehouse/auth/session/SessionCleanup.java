package io.gatehouse.auth.session;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of sessions and tokens after their end. */
class SessionCleanup {

    /** Whoever comes with an expired token is told so for a while, and then that it is none. */
    private static final Duration TOKENS = Duration.ofDays(1);

    private static final String DELETE_TOKENS = """
            DELETE FROM refresh_token
            WHERE token_hash IN (
                SELECT token_hash FROM refresh_token WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    /** The tokens that are left go with their session. */
    private static final String DELETE_SESSIONS = """
            DELETE FROM session
            WHERE id IN (
                SELECT id FROM session WHERE coalesce(ended_at, expires_at) < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    @Produces
    @Singleton
    Cleanup tokens() {
        return new Cleanup("refresh_tokens", DELETE_TOKENS, TOKENS);
    }

    @Produces
    @Singleton
    Cleanup sessions(SessionConfig config) {
        return new Cleanup("sessions", DELETE_SESSIONS, config.retention());
    }
}
