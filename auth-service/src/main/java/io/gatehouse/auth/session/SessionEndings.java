package io.gatehouse.auth.session;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Ends sessions, each one once, in the transaction that is open. */
@Singleton
public class SessionEndings {

    private final SessionRepository sessions;
    private final Clock clock;

    SessionEndings(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Ends every session of the account: whoever was signed in may be somebody else, or may be so no longer. */
    public Uni<Void> endAll(UUID accountId, EndReason reason) {
        return sessions.endAll(accountId, reason, clock.instant()).replaceWithVoid();
    }

    /** Ends every session of the account but this one. */
    public Uni<Void> endOthers(UUID accountId, UUID spared, EndReason reason) {
        return sessions.endOthers(accountId, spared, reason, clock.instant()).replaceWithVoid();
    }

    /** Ends one session; false where it had ended before or is not the account's, so that one of many callers acts on it. */
    Uni<Boolean> end(UUID accountId, UUID sessionId, EndReason reason) {
        return sessions.end(accountId, sessionId, reason, clock.instant()).map(SessionEndings::isAny);
    }

    private static boolean isAny(List<UUID> ended) {
        return !ended.isEmpty();
    }
}
