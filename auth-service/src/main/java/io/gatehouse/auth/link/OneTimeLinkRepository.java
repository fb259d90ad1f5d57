package io.gatehouse.auth.link;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

@ApplicationScoped
class OneTimeLinkRepository implements PanacheRepositoryBase<OneTimeLink, UUID> {

    /** Null where there is no such link any more; locked until the transaction ends. */
    Uni<OneTimeLink> findLocked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Integer> deleteOfAccount(UUID accountId) {
        return delete("accountId = ?1 and usedAt is null", accountId).map(Math::toIntExact);
    }
}
