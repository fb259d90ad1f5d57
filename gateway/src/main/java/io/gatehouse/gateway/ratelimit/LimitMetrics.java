package io.gatehouse.gateway.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the limits decided, by policy and by who decided, and how many event loops have their Redis. */
final class LimitMetrics {

    enum Source {
        REDIS,
        LOCAL,
        MEMORY
    }

    private record Decided(String policy, boolean admitted, Source source) {}

    private final MeterRegistry registry;
    private final Map<Decided, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger connected;

    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.connected = registry.gauge("gatehouse.gateway.limits.redis.connections", new AtomicInteger());
    }

    void decided(PolicyState state, Source source) {
        counters.computeIfAbsent(new Decided(state.policy().name(), state.admitted(), source), this::counter)
                .increment();
    }

    void redis(boolean gained) {
        connected.addAndGet(gained ? 1 : -1);
    }

    private Counter counter(Decided decided) {
        return Counter.builder("gatehouse.gateway.limits.decisions")
                .tag("policy", decided.policy)
                .tag("outcome", decided.admitted ? "admitted" : "denied")
                .tag("source", decided.source.name().toLowerCase(java.util.Locale.ROOT))
                .register(registry);
    }
}
