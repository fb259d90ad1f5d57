package io.gatehouse.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<Account, UUID> {

    Uni<Account> findByEmail(EmailAddress email) {
        return find("emailCanonical", email.canonical()).firstResult();
    }

    /** Only where the hash is still the one that was verified: a password changed meanwhile stays changed. */
    Uni<Integer> replaceHash(Account account, String newHash, Instant now) {
        return update(
                "passwordHash = ?1, updatedAt = ?2 where id = ?3 and passwordHash = ?4",
                newHash,
                now,
                account.id,
                account.passwordHash);
    }

    Uni<Integer> replaceRoles(UUID id, List<String> roles, Instant now) {
        return update("roles = ?1, updatedAt = ?2 where id = ?3", roles.toArray(String[]::new), now, id);
    }
}
