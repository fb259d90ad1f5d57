package io.gatehouse.auth.session;

import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.kit.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Opens sessions for whoever has proved who they are. */
@Singleton
public class Sessions {

    private final SessionRepository sessions;
    private final SessionConfig config;
    private final RefreshConfig refresh;
    private final TokenIssuer issuer;
    private final Clock clock;

    Sessions(SessionRepository sessions, SessionConfig config, RefreshConfig refresh, TokenIssuer issuer, Clock clock) {
        this.sessions = sessions;
        this.config = config;
        this.refresh = refresh;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Opens a session, in the transaction that is open. */
    public Uni<SessionGrant> open(UUID accountId, List<String> roles) {
        var now = clock.instant();
        var session = new Session(Ids.next(), accountId, now.plus(config.lifetime()), now);
        var token = RefreshToken.random();
        var idleUntil = now.plus(refresh.idleTimeout());
        var expiresAt = idleUntil.isBefore(session.expiresAt) ? idleUntil : session.expiresAt;
        return sessions.persistAndFlush(session)
                .chain(() -> sessions.insertToken(token, session, expiresAt))
                .replaceWith(new SessionGrant(accountId, session.id, roles, token.value(), expiresAt));
    }

    /** The tokens of a grant. Signing costs CPU: not for an open transaction. */
    public TokenResponse tokens(SessionGrant grant) {
        var access = issuer.forSession(grant.accountId(), grant.sessionId(), grant.roles());
        return new TokenResponse(
                access.value(),
                "Bearer",
                access.lifetime().toSeconds(),
                grant.refreshToken(),
                Duration.between(clock.instant(), grant.refreshExpiresAt()).toSeconds(),
                access.scope());
    }
}
