package io.gatehouse.auth.session;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The session behind an access token as the database knows it: a token may outlive the session it was issued to. */
@Singleton
class LiveSessions {

    private final SessionRepository sessions;
    private final Clock clock;

    LiveSessions(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** {@code session_revoked} where it has ended. */
    Uni<Session> get(Identity person) {
        return sessions.findById(person.sessionId()).invoke(session -> {
            if (session == null || !session.isLive(clock.instant())) {
                throw new ApiException(ErrorCode.SESSION_REVOKED);
            }
        });
    }
}
