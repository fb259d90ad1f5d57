package io.gatehouse.auth.erasure;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

@ApplicationScoped
class ErasureRepository implements PanacheRepositoryBase<Erasure, UUID> {

    /** Null where there is none; locked until the transaction ends. Whoever needs the account as well locks that before. */
    Uni<Erasure> findLocked(UUID accountId) {
        return findById(accountId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(Erasure erasure) {
        return delete("accountId", erasure.accountId).replaceWithVoid();
    }
}
