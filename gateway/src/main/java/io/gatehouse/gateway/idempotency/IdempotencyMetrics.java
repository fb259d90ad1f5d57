package io.gatehouse.gateway.idempotency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of requests with a key, by route; what could not be written; and how long Redis took. */
final class IdempotencyMetrics {

    private record Outcome(String route, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger connected;
    private final Counter unwritten;
    private final Timer latency;

    IdempotencyMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.connected = registry.gauge("gatehouse.gateway.idempotency.redis.connections", new AtomicInteger());
        this.unwritten = registry.counter("gatehouse.gateway.idempotency.unwritten");
        this.latency = Timer.builder("gatehouse.gateway.idempotency.redis")
                .description("How long Redis took over the record of a key")
                .register(registry);
    }

    void counted(String route, String outcome) {
        outcomes.computeIfAbsent(new Outcome(route, outcome), this::counter).increment();
    }

    void unwritten() {
        unwritten.increment();
    }

    void asked(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void redis(boolean gained) {
        connected.addAndGet(gained ? 1 : -1);
    }

    private Counter counter(Outcome of) {
        return Counter.builder("gatehouse.gateway.idempotency.requests")
                .tag("route", of.route)
                .tag("outcome", of.outcome)
                .register(registry);
    }
}
