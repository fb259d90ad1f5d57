package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.session.EndReason;
import io.gatehouse.auth.session.SessionEndings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Everything with which somebody is, or could get, into an account. Each method joins the transaction that is open. */
@Singleton
class AccountAccess {

    private final SessionEndings sessions;
    private final OneTimeLinks links;

    AccountAccess(SessionEndings sessions, OneTimeLinks links) {
        this.sessions = sessions;
        this.links = links;
    }

    /** Ends all sessions and takes back all links that were mailed. */
    Uni<Void> end(UUID accountId, EndReason reason) {
        return endSessions(accountId, reason).chain(() -> links.revokeAll(accountId));
    }

    Uni<Void> endSessions(UUID accountId, EndReason reason) {
        return sessions.endAll(accountId, reason);
    }
}
