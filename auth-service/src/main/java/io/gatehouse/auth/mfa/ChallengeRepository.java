package io.gatehouse.auth.mfa;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class ChallengeRepository implements PanacheRepositoryBase<Challenge, byte[]> {

    private static final String OPEN = "tokenHash = ?1 and usedAt is null and expiresAt > ?2";

    /** Of many who answer the same challenge, the statement lets one pass. */
    private static final String REDEEM = "usedAt = ?2, updatedAt = ?2 where " + OPEN;

    /** Null where it is unknown, used or too old. */
    Uni<Challenge> findOpen(byte[] tokenHash, Instant now) {
        return find(OPEN, tokenHash, now).firstResult();
    }

    /** False where it is unknown, used or too old. */
    Uni<Boolean> redeem(byte[] tokenHash, Instant now) {
        return update(REDEEM, tokenHash, now).map(changed -> changed == 1);
    }

    Uni<Void> removeAll(UUID accountId) {
        return delete("accountId", accountId).replaceWithVoid();
    }
}
