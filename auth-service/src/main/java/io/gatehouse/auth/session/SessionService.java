package io.gatehouse.auth.session;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.feed.AccountEvents;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.SessionCompromised;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Ends sessions because somebody wants them ended, or must not have them. */
@ApplicationScoped
class SessionService {

    private final SessionRepository sessions;
    private final SessionEndings endings;
    private final LiveSessions live;
    private final AccountEvents events;
    private final MailQueue mail;
    private final AuditTrail audit;

    SessionService(
            SessionRepository sessions,
            SessionEndings endings,
            LiveSessions live,
            AccountEvents events,
            MailQueue mail,
            AuditTrail audit) {
        this.sessions = sessions;
        this.endings = endings;
        this.live = live;
        this.events = events;
        this.mail = mail;
        this.audit = audit;
    }

    @WithTransaction
    Uni<Void> logout(UUID accountId, UUID sessionId) {
        return endings.end(accountId, sessionId, EndReason.LOGOUT)
                .chain(ended -> ended
                        ? audit.append(entry(AuditAction.SIGNED_OUT, accountId, sessionId)
                                .by(accountId))
                        : Uni.createFrom().voidItem());
    }

    /** Ends a session of the person; {@code not_found} where it is none of theirs. Ending it twice does no harm. */
    @WithTransaction
    Uni<Void> revoke(Identity person, UUID sessionId) {
        return live.get(person)
                .chain(own -> endings.end(person.accountId(), sessionId, EndReason.REVOKED))
                .chain(ended -> ended
                        ? audit.append(entry(AuditAction.SESSION_ENDED, person.accountId(), sessionId))
                        : requireOwn(person, sessionId));
    }

    /** Ends all sessions of the person but the one in use. */
    @WithTransaction
    Uni<Void> revokeOthers(Identity person) {
        return live.get(person)
                .chain(own -> endings.endOthers(person.accountId(), own.id, EndReason.REVOKED))
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.OTHER_SESSIONS_ENDED).on(person.accountId())));
    }

    /** Ends a session whose refresh token was stolen, or might have been, and tells its account. */
    @WithTransaction
    Uni<Void> endCompromised(UUID sessionId, UUID accountId) {
        return endings.end(accountId, sessionId, EndReason.REFRESH_TOKEN_REUSED)
                .chain(ended ->
                        ended ? tell(sessionId, accountId) : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireOwn(Identity person, UUID sessionId) {
        return sessions.findById(sessionId)
                .invoke(session -> {
                    if (session == null || !session.accountId.equals(person.accountId())) {
                        throw new ApiException(ErrorCode.NOT_FOUND);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> tell(UUID sessionId, UUID accountId) {
        return events.append(SessionCompromised.TYPE, accountId, new SessionCompromised(accountId, sessionId))
                .chain(() -> sessions.findAddress(accountId))
                .chain(address -> mail.add("session_ended", address, Map.of()))
                .chain(() -> audit.append(
                        AuditEntry.refused(AuditAction.REFRESH_TOKEN_REUSED, ErrorCode.REFRESH_TOKEN_REUSED)
                                .byAnonymous()
                                .on(accountId)
                                .with("session_id", sessionId.toString())));
    }

    private static AuditEntry entry(AuditAction action, UUID accountId, UUID sessionId) {
        return AuditEntry.of(action).on(accountId).with("session_id", sessionId.toString());
    }
}
