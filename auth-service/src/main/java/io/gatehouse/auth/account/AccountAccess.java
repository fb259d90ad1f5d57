package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.mfa.Challenges;
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
    private final Challenges challenges;

    AccountAccess(SessionEndings sessions, OneTimeLinks links, Challenges challenges) {
        this.sessions = sessions;
        this.links = links;
        this.challenges = challenges;
    }

    /** Ends all sessions and takes back whatever would lead to another one. */
    Uni<Void> end(UUID accountId, EndReason reason) {
        return endSessions(accountId, reason).chain(() -> takeBack(accountId));
    }

    /** Takes back all links that were mailed, and the sign-ins that wait for their second factor. */
    Uni<Void> takeBack(UUID accountId) {
        return links.revokeAll(accountId).chain(() -> challenges.revokeAll(accountId));
    }

    Uni<Void> endSessions(UUID accountId, EndReason reason) {
        return sessions.endAll(accountId, reason);
    }
}
