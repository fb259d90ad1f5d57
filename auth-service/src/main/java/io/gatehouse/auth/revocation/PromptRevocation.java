package io.gatehouse.auth.revocation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Appends what a request has revoked before it is answered: its transaction has ended by then, whatever the answer. */
@Singleton
class PromptRevocation {

    private final FreshRevocations fresh;
    private final RevocationRelay relay;

    PromptRevocation(FreshRevocations fresh, RevocationRelay relay) {
        this.fresh = fresh;
        this.relay = relay;
    }

    @ServerResponseFilter
    public Uni<Void> append() {
        return fresh.any() ? relay.appendNow() : Uni.createFrom().voidItem();
    }
}
