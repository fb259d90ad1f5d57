package io.gatehouse.auth.erasure;

import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.privacy.ErasureTask;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whom the services are to forget, and what they say about it. */
@Singleton
class ErasureTasks {

    /** For how long after a token's end a verifier may accept it, and a request that came in with it may be on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final ErasureProgressRepository progress;
    private final ErasureConfig config;
    private final TokenIssuer issuer;
    private final Clock clock;

    ErasureTasks(ErasureProgressRepository progress, ErasureConfig config, TokenIssuer issuer, Clock clock) {
        this.progress = progress;
        this.config = config;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Whom the service has not forgotten yet. */
    Uni<List<ErasureTask>> of(String service) {
        return progress.listUnconfirmed(service, settled());
    }

    Uni<Void> confirm(UUID accountId, String service) {
        return progress.confirm(accountId, service, clock.instant());
    }

    /** Whom all services have forgotten that are to. */
    Uni<List<ErasureTask>> confirmed() {
        return progress.listConfirmed(config.services(), settled());
    }

    Uni<ErasureSummary> summary() {
        return progress.summary(clock.instant(), settleTime().toMillis() / 1_000.0);
    }

    private Instant settled() {
        return clock.instant().minus(settleTime());
    }

    /** Until then there may be tokens of the account, and what they leave behind. */
    private Duration settleTime() {
        var tokens = issuer.lifetime().plus(MARGIN);
        return config.settleTime().compareTo(tokens) < 0 ? tokens : config.settleTime();
    }
}
