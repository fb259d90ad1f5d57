package io.gatehouse.auth.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Closes accounts, from which on their persons are forgotten. */
@Singleton
public class Erasures {

    private final ErasureRepository erasures;
    private final ErasableAccounts accounts;
    private final Clock clock;

    Erasures(ErasureRepository erasures, ErasableAccounts accounts, Clock clock) {
        this.erasures = erasures;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Closes an account at once, whether its person has asked for it or not; in the transaction that is open, once it is locked. */
    public Uni<Void> closeNow(UUID accountId) {
        return erasures.findLocked(accountId)
                .onItem()
                .ifNull()
                .switchTo(() -> erasures.persist(new Erasure(accountId, null, clock.instant(), Duration.ZERO)))
                .chain(this::close);
    }

    /** The same for one that is in hand. */
    Uni<Void> close(Erasure erasure) {
        return accounts.close(erasure.accountId)
                .invoke(addresses -> erasure.close(addresses, clock.instant()))
                .replaceWithVoid();
    }
}
