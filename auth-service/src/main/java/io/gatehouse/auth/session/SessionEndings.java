package io.gatehouse.auth.session;

import io.gatehouse.auth.revocation.Revocations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Ends sessions, each one once, and revokes their access tokens, in the transaction that is open. */
@Singleton
public class SessionEndings {

    private final SessionRepository sessions;
    private final Revocations revocations;
    private final Clock clock;

    SessionEndings(SessionRepository sessions, Revocations revocations, Clock clock) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Ends every session of the account: whoever was signed in may be somebody else, or may be so no longer. */
    public Uni<Void> endAll(UUID accountId, EndReason reason) {
        return sessions.endAll(accountId, reason, clock.instant())
                .chain(revocations::revokeSessions)
                // And those of the account: an instance that has not heard of it may issue one right now.
                .chain(() -> reason.closesAccount()
                        ? revocations.revokeAccount(accountId)
                        : Uni.createFrom().voidItem());
    }

    /** Ends every session of the account but this one. */
    public Uni<Void> endOthers(UUID accountId, UUID spared, EndReason reason) {
        return sessions.endOthers(accountId, spared, reason, clock.instant()).chain(revocations::revokeSessions);
    }

    /** Ends one session; false where it had ended before or is not the account's, so that one of many callers acts on it. */
    Uni<Boolean> end(UUID accountId, UUID sessionId, EndReason reason) {
        return sessions.end(accountId, sessionId, reason, clock.instant())
                .call(revocations::revokeSessions)
                .map(ended -> !ended.isEmpty());
    }
}
