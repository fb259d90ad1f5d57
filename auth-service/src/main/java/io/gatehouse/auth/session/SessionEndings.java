package io.gatehouse.auth.session;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Ends sessions of an account because something else happened to it, in the transaction that is open. */
@Singleton
public class SessionEndings {

    private final SessionRepository sessions;
    private final Clock clock;

    SessionEndings(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Ends every session: the password was reset, so whoever was signed in may be somebody else. */
    public Uni<Void> endAll(UUID accountId) {
        return sessions.endAll(accountId, EndReason.PASSWORD_RESET, clock.instant());
    }

    /** Ends every session but the one that changed the password. */
    public Uni<Void> endOthers(UUID accountId, UUID sessionId) {
        return sessions.endOthers(accountId, sessionId, EndReason.PASSWORD_CHANGED, clock.instant());
    }
}
