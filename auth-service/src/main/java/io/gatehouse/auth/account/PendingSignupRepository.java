package io.gatehouse.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class PendingSignupRepository implements PanacheRepositoryBase<PendingSignup, UUID> {

    /** Locks all attempts with the address, in one order, until the transaction ends. */
    Uni<Void> lockByEmail(String emailCanonical) {
        return find("emailCanonical = ?1 order by id", emailCanonical)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .replaceWithVoid();
    }

    /** Whether somebody else, or the same person once more, signed up with the address of this attempt. */
    Uni<Boolean> isContested(PendingSignup signup, Instant now) {
        return count("emailCanonical = ?1 and id <> ?2 and expiresAt > ?3", signup.emailCanonical, signup.id, now)
                .map(others -> others > 0);
    }

    /** All attempts with the address, and their links with them. */
    Uni<Void> deleteByEmail(String emailCanonical) {
        return delete("emailCanonical", emailCanonical).replaceWithVoid();
    }
}
