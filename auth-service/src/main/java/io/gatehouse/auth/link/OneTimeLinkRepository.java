package io.gatehouse.auth.link;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class OneTimeLinkRepository implements PanacheRepositoryBase<OneTimeLink, UUID> {

    /** Null where there is no such link any more; locked until the transaction ends. */
    Uni<OneTimeLink> findLocked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Not deleted: they count for what the address was sent lately. */
    Uni<Void> markUsed(UUID accountId, Instant now) {
        return update("usedAt = ?1, updatedAt = ?1 where accountId = ?2 and usedAt is null", now, accountId)
                .replaceWithVoid();
    }
}
