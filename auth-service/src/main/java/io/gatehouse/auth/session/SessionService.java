package io.gatehouse.auth.session;

import io.gatehouse.auth.feed.EventLog;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.contracts.event.SessionCompromised;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Ends sessions, each time once. */
@ApplicationScoped
class SessionService {

    private final SessionRepository sessions;
    private final EventLog events;
    private final MailQueue mail;
    private final Clock clock;

    SessionService(SessionRepository sessions, EventLog events, MailQueue mail, Clock clock) {
        this.sessions = sessions;
        this.events = events;
        this.mail = mail;
        this.clock = clock;
    }

    @WithTransaction
    Uni<Void> logout(UUID sessionId) {
        return end(sessionId, EndReason.LOGOUT).replaceWithVoid();
    }

    /** Ends a session whose refresh token was stolen, or might have been, and tells its account. */
    @WithTransaction
    Uni<Void> endCompromised(UUID sessionId, UUID accountId) {
        return end(sessionId, EndReason.REFRESH_TOKEN_REUSED)
                .chain(ended ->
                        ended ? tell(sessionId, accountId) : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> end(UUID sessionId, EndReason reason) {
        return sessions.findLocked(sessionId).map(session -> session != null && session.end(reason, clock.instant()));
    }

    private Uni<Void> tell(UUID sessionId, UUID accountId) {
        return events.append(SessionCompromised.TYPE, accountId, new SessionCompromised(accountId, sessionId))
                .chain(() -> sessions.findAddress(accountId))
                .chain(address -> mail.add("session_ended", address, Map.of()));
    }
}
