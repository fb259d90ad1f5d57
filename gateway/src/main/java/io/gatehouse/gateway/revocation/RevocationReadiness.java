package io.gatehouse.gateway.revocation;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the revocations were read. How old that knowledge is it tells; only where a limit is set does it count. */
@Readiness
@Singleton
class RevocationReadiness implements HealthCheck {

    private final Revocations revocations;
    private final RevocationConfig config;

    RevocationReadiness(Revocations revocations, RevocationConfig config) {
        this.revocations = revocations;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var knowledge = revocations.knowledge();
        var staleness = knowledge.staleness();
        boolean fresh = config.maxStaleness()
                .map(most -> staleness.compareTo(most) <= 0)
                .orElse(true);
        return HealthCheckResponse.named("revocations")
                .status(knowledge.begun() && fresh)
                .withData("staleness_seconds", staleness.toSeconds())
                .build();
    }
}
