package io.gatehouse.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class PendingSignupRepository implements PanacheRepositoryBase<PendingSignup, UUID> {

    /** All attempts with the address, and their links with them. */
    Uni<Void> deleteByEmail(String emailCanonical) {
        return delete("emailCanonical", emailCanonical).replaceWithVoid();
    }
}
