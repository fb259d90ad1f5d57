package io.gatehouse.gateway.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the limits decided, by policy and by who decided; how long Redis took; how many event loops have their Redis. */
final class LimitMetrics {

    private static final Duration[] LATENCIES = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25)
    };

    private enum Outcome {
        ADMITTED,
        DENIED,
        /** Would have been denied by a policy that is in shadow. */
        SHADOWED
    }

    private record Decided(String policy, Outcome outcome, Mode mode) {}

    private final MeterRegistry registry;
    private final Map<Decided, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger connected;
    private final Timer latency;

    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.connected = registry.gauge("gatehouse.gateway.limits.redis.connections", new AtomicInteger());
        this.latency = Timer.builder("gatehouse.gateway.limits.redis")
                .description("How long Redis took to count a request")
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    void decided(PolicyState state) {
        var outcome = state.admitted() ? Outcome.ADMITTED : state.refuses() ? Outcome.DENIED : Outcome.SHADOWED;
        counters.computeIfAbsent(new Decided(state.policy().name(), outcome, state.mode()), this::counter)
                .increment();
    }

    void asked(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void redis(boolean gained) {
        connected.addAndGet(gained ? 1 : -1);
    }

    private Counter counter(Decided decided) {
        return Counter.builder("gatehouse.gateway.limits.decisions")
                .tag("policy", decided.policy)
                .tag("outcome", decided.outcome.name().toLowerCase(Locale.ROOT))
                .tag("mode", decided.mode.wire)
                .register(registry);
    }
}
