package io.gatehouse.gateway.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the cache was good for, and what it takes. */
final class CacheMetrics {

    private static final String PREFIX = "gatehouse.gateway.cache.";

    enum Outcome {
        HIT,
        /** Stale, while the service failed or was being asked. */
        STALE,
        /** The service said that it still holds. */
        VALIDATED,
        MISS,
        /** Waited for another request's response; counted beside what it came to. */
        WAITED,
        /** Went to the service without being kept. */
        PASSED
    }

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final Counter evictions;

    CacheMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.evictions = registry.counter(PREFIX + "evictions");
        for (var outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    registry.counter(
                            PREFIX + "requests", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    void watch(Storage storage) {
        Gauge.builder(PREFIX + "size", storage, Storage::bytes)
                .description("Memory that kept responses take")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(PREFIX + "resources", storage, Storage::entries)
                .description("Resources of which there are kept responses")
                .register(registry);
    }

    void count(Outcome outcome) {
        counters.get(outcome).increment();
    }

    void evicted() {
        evictions.increment();
    }
}
