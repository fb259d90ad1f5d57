package io.gatehouse.auth.mfa;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class RecoveryCodeRepository implements PanacheRepositoryBase<StoredRecoveryCode, UUID> {

    private static final String UNUSED = "accountId = ?1 and usedAt is null";

    /** Of many who present the same code, the statement lets one pass. */
    private static final String ACCEPT =
            "usedAt = ?1, updatedAt = ?1 where accountId = ?2 and codeHash = ?3 and usedAt is null";

    /** In place of all that the account had. */
    Uni<Void> replace(UUID accountId, List<RecoveryCode> codes, Instant now) {
        return removeAll(accountId)
                .chain(() -> persist(codes.stream().map(code -> new StoredRecoveryCode(accountId, code, now))));
    }

    /** False where it is none of the account's, or was used before. */
    Uni<Boolean> accept(UUID accountId, RecoveryCode code, Instant now) {
        return update(ACCEPT, now, accountId, code.hash(accountId)).map(changed -> changed == 1);
    }

    Uni<Long> countUnused(UUID accountId) {
        return count(UNUSED, accountId);
    }

    Uni<Void> removeAll(UUID accountId) {
        return delete("accountId", accountId).replaceWithVoid();
    }
}
