package io.gatehouse.auth.revocation;

import io.gatehouse.auth.session.EndReason;
import io.gatehouse.auth.session.SessionEndings;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.UUID;

/** Ends what an account has open, as its closing does, without a request. */
@ApplicationScoped
class AccountClosing {

    private final SessionEndings sessions;

    AccountClosing(SessionEndings sessions) {
        this.sessions = sessions;
    }

    @ActivateRequestContext
    @WithTransaction
    Uni<Void> close(UUID accountId) {
        return sessions.endAll(accountId, EndReason.ACCOUNT_DISABLED);
    }
}
