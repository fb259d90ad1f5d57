package io.gatehouse.auth.key;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keys that do not take turns, or that an instance has lost sight of, are seen here. */
@Singleton
@Startup
class KeyMetrics {

    KeyMetrics(SigningKeys keys, Clock clock, MeterRegistry meters) {
        Gauge.builder("gatehouse.signing.key.age", keys, known -> known.findRing()
                        .map(ring -> seconds(ring.signsSince(), clock))
                        .orElse(Double.NaN))
                .description("How long the key that signs has done so")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("gatehouse.signing.keys.look.age", keys, known -> known.findRing()
                        .map(_ -> seconds(known.lookedAt(), clock))
                        .orElse(Double.NaN))
                .description("How long ago this instance read the signing keys")
                .baseUnit("seconds")
                .register(meters);
    }

    private static double seconds(Instant since, Clock clock) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
