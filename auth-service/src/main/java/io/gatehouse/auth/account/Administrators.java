package io.gatehouse.auth.account;

import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Sees to it that there always is one who can sign in. */
@Singleton
class Administrators {

    /** Whoever wants to take an administrator away waits here for the others who do. */
    private static final String TAKE_TURNS = "SELECT name FROM role WHERE name = 'admin' FOR UPDATE";

    private static final String IS_ANOTHER = """
            SELECT EXISTS (
                SELECT 1
                FROM account_role JOIN account ON account.id = account_role.account_id
                WHERE account_role.role = 'admin' AND account.status = 'active' AND account.id <> :id
                  AND account.password_hash <> :none
            )
            """;

    /** {@code last_administrator} where the account is one and nobody else is, in the transaction that takes this one away. */
    Uni<Void> requireAnotherThan(Account account) {
        return account.isAdmin() && account.isActive()
                ? requireAnother(account.id)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> requireAnother(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE_TURNS, String.class)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(IS_ANOTHER, Boolean.class)
                                .setParameter("id", id)
                                .setParameter("none", PasswordHasher.NO_PASSWORD)
                                .getSingleResult()))
                .invoke(another -> {
                    if (!another) {
                        throw new ApiException(ErrorCode.LAST_ADMINISTRATOR);
                    }
                })
                .replaceWithVoid();
    }
}
