package io.gatehouse.auth.account;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<Account, UUID> {

    Uni<Account> findByEmail(EmailAddress email) {
        return find("emailCanonical", email.canonical()).firstResult();
    }

    /** {@code not_found} where there is no such account; locked until the transaction ends. */
    Uni<Account> getLocked(UUID id) {
        return findLocked(id).onItem().ifNull().failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    /** Null where there is no such account; locked until the transaction ends. */
    Uni<Account> findLocked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(Account account) {
        return delete("id", account.id).replaceWithVoid();
    }
}
