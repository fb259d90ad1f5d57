package io.gatehouse.gateway.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How much is known, how old that is, and what it was good for. */
final class RevocationMetrics {

    private static final String PREFIX = "gatehouse.gateway.revocations.";
    private static final double NANOS = 1e9;

    private final Counter read;
    private final Counter failed;
    private final Counter refused;

    RevocationMetrics(MeterRegistry registry, RevokedTokens revoked, Knowledge knowledge) {
        this.read = registry.counter(PREFIX + "snapshots", "outcome", "read");
        this.failed = registry.counter(PREFIX + "snapshots", "outcome", "failed");
        this.refused = registry.counter(PREFIX + "refused");
        Gauge.builder(PREFIX + "entries", revoked, RevokedTokens::size)
                .description("Revoked sessions and accounts in memory")
                .register(registry);
        Gauge.builder(
                        PREFIX + "staleness",
                        knowledge,
                        known -> known.staleness().toNanos() / NANOS)
                .description("For how long something may have been revoked without being known here")
                .baseUnit("seconds")
                .register(registry);
    }

    void snapshot(boolean succeeded) {
        (succeeded ? read : failed).increment();
    }

    void refused() {
        refused.increment();
    }
}
