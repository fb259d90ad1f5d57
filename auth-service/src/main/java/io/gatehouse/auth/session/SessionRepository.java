package io.gatehouse.auth.session;

import io.gatehouse.auth.token.Authentication;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, UUID> {

    /** By id, so that two who end several of them never wait for each other. */
    private static final String END = """
            WITH ending AS (
                SELECT id FROM session
                WHERE ended_at IS NULL AND account_id = :account %s
                ORDER BY id
                FOR NO KEY UPDATE
            )
            UPDATE session SET ended_at = :now, end_reason = :reason, updated_at = :now
            FROM ending
            WHERE session.id = ending.id
            RETURNING session.id
            """;

    private static final String END_ALL = END.formatted("");
    private static final String END_ONE = END.formatted("AND id = :session");
    private static final String END_OTHERS = END.formatted("AND id <> :session");

    private static final String AUTHENTICATE =
            "authenticatedAt = ?1, amr = ?2, updatedAt = ?3" + " where id = ?4 and endedAt is null and expiresAt > ?3";

    private static final String OPEN =
            "accountId = ?1 and endedAt is null and id < ?2 and expiresAt > ?3 and lastUsedAt > ?4 order by id desc";

    /** An account without any session has no device yet that another could differ from. Older sessions know no device. */
    private static final String IS_NEW_DEVICE = """
            SELECT EXISTS (SELECT 1 FROM session WHERE account_id = :account AND device IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM session WHERE account_id = :account AND device = :device)
            """;

    private static final String FIND_ADDRESS = "SELECT email FROM account WHERE id = :id";

    /** The session and the first token of its family; all later ones are born by rotation. */
    Uni<Void> persist(Session session, StoredToken token) {
        return persistAndFlush(session).chain(Panache::getSession).chain(open -> open.persist(token));
    }

    /** Whether the account has been used before, but never from such a device. */
    Uni<Boolean> isNewDevice(UUID accountId, String device) {
        return Panache.getSession().chain(open -> open.createNativeQuery(IS_NEW_DEVICE, Boolean.class)
                .setParameter("account", accountId)
                .setParameter("device", device)
                .getSingleResult());
    }

    /** False where the session has ended: a statement of its own, so that nothing else of the row is written. */
    Uni<Boolean> authenticate(UUID id, Authentication authentication, Instant now) {
        var amr = authentication.amr().toArray(String[]::new);
        return update(AUTHENTICATE, authentication.at(), amr, now, id).map(changed -> changed == 1);
    }

    /** The newest first; ids are made in the order of time. */
    Uni<List<Session>> listOpen(UUID accountId, UUID before, Instant now, Instant usedAfter, int most) {
        return find(OPEN, accountId, before, now, usedAfter).page(0, most).list();
    }

    /** Each of these tells the sessions that it ended itself: of many callers one gets a session. */
    Uni<List<UUID>> endAll(UUID accountId, EndReason reason, Instant now) {
        return ending(END_ALL, accountId, reason, now).chain(SelectionQuery::getResultList);
    }

    Uni<List<UUID>> end(UUID accountId, UUID sessionId, EndReason reason, Instant now) {
        return ending(END_ONE, accountId, reason, now)
                .chain(ending -> ending.setParameter("session", sessionId).getResultList());
    }

    Uni<List<UUID>> endOthers(UUID accountId, UUID spared, EndReason reason, Instant now) {
        return ending(END_OTHERS, accountId, reason, now)
                .chain(ending -> ending.setParameter("session", spared).getResultList());
    }

    /** Where mail about the account goes. */
    Uni<String> findAddress(UUID accountId) {
        return Panache.getSession().chain(open -> open.createNativeQuery(FIND_ADDRESS, String.class)
                .setParameter("id", accountId)
                .getSingleResultOrNull());
    }

    private static Uni<SelectionQuery<UUID>> ending(String sql, UUID accountId, EndReason reason, Instant now) {
        return Panache.getSession().map(open -> open.createNativeQuery(sql, UUID.class)
                .setParameter("account", accountId)
                .setParameter("reason", reason.stored)
                .setParameter("now", now));
    }
}
