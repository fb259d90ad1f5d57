package io.gatehouse.auth.session;

import io.gatehouse.auth.token.Authentication;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The session behind an access token as the database knows it: a token may outlive the session it was issued to. */
@Singleton
public class LiveSessions {

    private final SessionRepository sessions;
    private final Clock clock;

    LiveSessions(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** With what and when its person last proved to be one; {@code session_revoked} where it has ended. */
    public Uni<Authentication> authentication(Identity person) {
        return get(person).map(Session::authentication);
    }

    /** Its person has just proved to be one, anew and with this; in the transaction that is open. */
    public Uni<Void> renew(Identity person, Proof proof) {
        var now = clock.instant();
        return sessions.authenticate(person.sessionId(), Authentication.by(proof, now), now)
                .invoke(LiveSessions::requireLive)
                .replaceWithVoid();
    }

    /** Its person has just proved another factor, but nothing that they had proved before. */
    public Uni<Void> raise(Identity person, Proof proof) {
        return authentication(person)
                .chain(before -> sessions.authenticate(
                        person.sessionId(), Authentication.by(proof, before.at()), clock.instant()))
                .invoke(LiveSessions::requireLive)
                .replaceWithVoid();
    }

    /** {@code session_revoked} where it has ended. */
    Uni<Session> get(Identity person) {
        return sessions.findById(person.sessionId())
                .invoke(session -> requireLive(session != null && session.isLive(clock.instant())));
    }

    private static void requireLive(boolean live) {
        if (!live) {
            throw new ApiException(ErrorCode.SESSION_REVOKED);
        }
    }
}
