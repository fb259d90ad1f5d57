package io.gatehouse.auth.session;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.origin.RequestOrigin;
import io.gatehouse.auth.token.Authentication;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.audit.AuditAction;
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
    private final RequestOrigin origin;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    Sessions(
            SessionRepository sessions,
            SessionConfig config,
            RefreshConfig refresh,
            TokenIssuer issuer,
            RequestOrigin origin,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.sessions = sessions;
        this.config = config;
        this.refresh = refresh;
        this.issuer = issuer;
        this.origin = origin;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a session and its tokens, all in memory: signing costs CPU and is not for an open transaction. */
    public NewSession prepare(UUID accountId, List<String> roles, Proof proof) {
        var now = clock.instant();
        var authentication = Authentication.by(proof, now);
        var session = new Session(Ids.next(), accountId, origin, now.plus(config.lifetime()), authentication);
        var idleUntil = now.plus(refresh.idleTimeout());
        var expiresAt = idleUntil.isBefore(session.expiresAt) ? idleUntil : session.expiresAt;
        var token = RefreshToken.random();
        var grant = new SessionGrant(accountId, session.id, roles, authentication, token, expiresAt);
        return new NewSession(session, new StoredToken(token.hash(), session.id, expiresAt, now), tokens(grant));
    }

    /** Opens a session of which nobody is told, in the transaction that is open. */
    public Uni<Void> openUntold(NewSession prepared) {
        var session = prepared.session();
        return sessions.persist(session, prepared.token())
                .chain(() -> audit.append(AuditEntry.of(AuditAction.SIGNED_IN)
                        .by(session.accountId)
                        .on(session.accountId)
                        .with("session_id", session.id.toString())
                        .with("amr", session.authentication().amr())));
    }

    /** Opens a session, in the transaction that is open, and tells the address if the account was never used from there. */
    public Uni<Void> open(NewSession prepared, String email) {
        var session = prepared.session();
        return sessions.isNewDevice(session.accountId, session.device)
                .call(() -> openUntold(prepared))
                .chain(unknown -> unknown
                        ? mail.add("new_device", email, origin.told())
                        : Uni.createFrom().voidItem());
    }

    TokenResponse tokens(SessionGrant grant) {
        var access = issuer.forSession(grant.accountId(), grant.sessionId(), grant.roles(), grant.authentication());
        return new TokenResponse(
                access.value(),
                "Bearer",
                access.lifetime().toSeconds(),
                grant.refreshToken().value(),
                Duration.between(clock.instant(), grant.refreshExpiresAt())
                        .plusMillis(999)
                        .toSeconds(),
                access.scope());
    }
}
