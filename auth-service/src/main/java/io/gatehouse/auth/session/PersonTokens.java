package io.gatehouse.auth.session;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Tokens of people who have signed in, for those who ask about them or give them back. */
@Singleton
public class PersonTokens {

    /**
     * What {@link #isLive} asks, for a statement that asks for more at the same time; to be formatted with the numbers of its parameters for
     * the session, the account and the present time.
     */
    public static final String IS_LIVE = """
            EXISTS (
                SELECT 1
                FROM session JOIN account ON account.id = session.account_id
                WHERE session.id = $%d AND session.account_id = $%d AND session.ended_at IS NULL AND session.expires_at > $%d
                  AND account.status = 'active'
            )""";

    private final PersonTokenRepository tokens;
    private final SessionService sessions;
    private final Clock clock;

    PersonTokens(PersonTokenRepository tokens, SessionService sessions, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Whether the session has not ended and its account may use it. */
    public Uni<Boolean> isLive(UUID accountId, UUID sessionId) {
        return tokens.isLive(accountId, sessionId, clock.instant());
    }

    /** Null where the refresh token would not be exchanged. */
    public Uni<FoundRefreshToken> find(String refreshToken) {
        return tokens.findLive(new RefreshToken(refreshToken), clock.instant());
    }

    /** Ends the session of a refresh token, also of a used one; nothing happens where there is none. */
    public Uni<Void> end(String refreshToken) {
        return tokens.find(new RefreshToken(refreshToken))
                .onItem()
                .ifNotNull()
                .transformToUni(found -> sessions.logout(found.accountId(), found.sessionId()))
                .replaceWithVoid();
    }

    /** Ends the session. */
    public Uni<Void> end(UUID accountId, UUID sessionId) {
        return sessions.logout(accountId, sessionId);
    }
}
