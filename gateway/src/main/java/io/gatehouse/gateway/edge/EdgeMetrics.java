package io.gatehouse.gateway.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests by route and status with their latency, upstream outcomes, and requests in flight. */
@Singleton
class EdgeMetrics {

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<RequestKey, Timer> requests = new ConcurrentHashMap<>();
    private final Map<OutcomeKey, Counter> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    private record RequestKey(String route, int status) {}

    private record OutcomeKey(String upstream, String outcome) {}

    EdgeMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("gatehouse.gateway.requests.active", inFlight);
    }

    int inFlight() {
        return inFlight.get();
    }

    void began() {
        inFlight.incrementAndGet();
    }

    void ended(Exchange exchange, long nanos) {
        inFlight.decrementAndGet();
        requests.computeIfAbsent(
                        new RequestKey(exchange.routeId(), exchange.response.getStatusCode()), this::requestTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (exchange.upstreamOutcome != null) {
            outcomes.computeIfAbsent(new OutcomeKey(exchange.upstream, exchange.upstreamOutcome), this::outcomeCounter)
                    .increment();
        }
    }

    private Timer requestTimer(RequestKey key) {
        return Timer.builder("gatehouse.gateway.requests")
                .tag("route", key.route)
                .tag("status", Integer.toString(key.status))
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private Counter outcomeCounter(OutcomeKey key) {
        return Counter.builder("gatehouse.gateway.upstream.requests")
                .tag("upstream", key.upstream)
                .tag("outcome", key.outcome)
                .register(registry);
    }
}
