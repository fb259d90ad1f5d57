package io.gatehouse.auth.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, UUID> {

    private static final String INSERT_TOKEN = """
            INSERT INTO refresh_token (token_hash, session_id, expires_at, created_at, updated_at)
            VALUES (:hash, :session, :expiresAt, :now, :now)
            """;

    private static final String FIND_ADDRESS = "SELECT email FROM account WHERE id = :id";

    /** The first token of a session's family; all later ones are born by rotation. */
    Uni<Void> insertToken(RefreshToken token, Session session, Instant expiresAt) {
        return Panache.getSession()
                .chain(open -> open.createNativeQuery(INSERT_TOKEN)
                        .setParameter("hash", token.hash())
                        .setParameter("session", session.id)
                        .setParameter("expiresAt", expiresAt)
                        .setParameter("now", session.createdAt)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Ends the session; false where it had ended before, so that one of many callers acts on it. */
    Uni<Boolean> end(UUID id, EndReason reason, Instant now) {
        return update(
                        "endedAt = ?1, endReason = ?2, updatedAt = ?1 where id = ?3 and endedAt is null",
                        now,
                        reason.stored,
                        id)
                .map(ended -> ended == 1);
    }

    /** Where mail about the account goes. */
    Uni<String> findAddress(UUID accountId) {
        return Panache.getSession().chain(open -> open.createNativeQuery(FIND_ADDRESS, String.class)
                .setParameter("id", accountId)
                .getSingleResultOrNull());
    }
}
