package io.gatehouse.gateway.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests by route and status with their latency, those in flight by route, and upstream outcomes. */
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
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<RequestKey, Timer> requests = new ConcurrentHashMap<>();
    private final Map<OutcomeKey, Counter> outcomes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inFlightByRoute = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    private record RequestKey(String route, int status) {}

    private record OutcomeKey(String upstream, String outcome) {}

    EdgeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Over all routes, those included that have none yet. */
    int inFlight() {
        return inFlight.get();
    }

    void began() {
        inFlight.incrementAndGet();
    }

    /** A route was found for it. */
    void routed(Exchange exchange) {
        exchange.onRoute = inFlightByRoute.computeIfAbsent(exchange.routeId(), this::activeGauge);
        exchange.onRoute.incrementAndGet();
    }

    void ended(Exchange exchange, long nanos) {
        inFlight.decrementAndGet();
        if (exchange.onRoute != null) {
            exchange.onRoute.decrementAndGet();
        }
        requests.computeIfAbsent(new RequestKey(exchange.routeId(), exchange.status()), this::requestTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (exchange.upstreamOutcome != null) {
            outcomes.computeIfAbsent(new OutcomeKey(exchange.upstream, exchange.upstreamOutcome), this::outcomeCounter)
                    .increment();
        }
    }

    private AtomicInteger activeGauge(String route) {
        return registry.gauge("gatehouse.gateway.requests.active", Tags.of("route", route), new AtomicInteger());
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
