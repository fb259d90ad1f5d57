package io.gatehouse.auth.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, UUID> {

    private static final String END = "endedAt = ?1, endReason = ?2, updatedAt = ?1 where endedAt is null and ";

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

    /** Null where there is no such session; locked until the transaction ends. */
    Uni<Session> findLocked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> endAll(UUID accountId, EndReason reason, Instant now) {
        return update(END + "accountId = ?3", now, reason.stored, accountId).replaceWithVoid();
    }

    Uni<Void> endOthers(UUID accountId, UUID spared, EndReason reason, Instant now) {
        return update(END + "accountId = ?3 and id <> ?4", now, reason.stored, accountId, spared)
                .replaceWithVoid();
    }

    /** Where mail about the account goes. */
    Uni<String> findAddress(UUID accountId) {
        return Panache.getSession().chain(open -> open.createNativeQuery(FIND_ADDRESS, String.class)
                .setParameter("id", accountId)
                .getSingleResultOrNull());
    }
}
