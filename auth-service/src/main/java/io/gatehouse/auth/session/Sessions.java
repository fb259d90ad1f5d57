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

    /** Makes a session and its tokens, all in memory: signing costs CPU and is not for an open transaction. */
    public NewSession prepare(UUID accountId, List<String> roles) {
        var now = clock.instant();
        var session = new Session(Ids.next(), accountId, now.plus(config.lifetime()), now);
        var idleUntil = now.plus(refresh.idleTimeout());
        var expiresAt = idleUntil.isBefore(session.expiresAt) ? idleUntil : session.expiresAt;
        var token = RefreshToken.random();
        var grant = new SessionGrant(accountId, session.id, roles, token, expiresAt);
        return new NewSession(session, new StoredToken(token.hash(), session.id, expiresAt, now), tokens(grant));
    }

    /** Opens a prepared session, in the transaction that is open. */
    public Uni<Void> open(NewSession prepared) {
        return sessions.persist(prepared.session(), prepared.token());
    }

    TokenResponse tokens(SessionGrant grant) {
        var access = issuer.forSession(grant.accountId(), grant.sessionId(), grant.roles());
        return new TokenResponse(
                access.value(),
                "Bearer",
                access.lifetime().toSeconds(),
                grant.refreshToken().value(),
                Duration.between(clock.instant(), grant.refreshExpiresAt()).toSeconds(),
                access.scope());
    }
}
