package io.gatehouse.gateway.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is measured of one upstream. */
final class UpstreamMeters {

    private static final String PREFIX = "gatehouse.gateway.upstream.";
    private static final String UPSTREAM = "upstream";

    private final MeterRegistry registry;
    private final String upstream;
    private final Map<RetryPolicy.Reason, Counter> retries = new EnumMap<>(RetryPolicy.Reason.class);
    private final Counter replacedConnections;
    private final Counter budgetExhausted;
    private final Counter ejections;
    private final Counter dnsFailures;
    private final Timer connectionWait;
    private final Counter givenUp;
    private final List<Gauge> gauges = new ArrayList<>();

    UpstreamMeters(MeterRegistry registry, String upstream) {
        this.registry = registry;
        this.upstream = upstream;
        for (var reason : RetryPolicy.Reason.values()) {
            retries.put(reason, retryCounter(reason.wire));
        }
        this.replacedConnections = retryCounter("stale");
        this.budgetExhausted = registry.counter(PREFIX + "retries.refused", UPSTREAM, upstream);
        this.ejections = registry.counter(PREFIX + "ejections", UPSTREAM, upstream);
        this.dnsFailures = registry.counter(PREFIX + "dns.failures", UPSTREAM, upstream);
        this.connectionWait = registry.timer(PREFIX + "connection.wait", UPSTREAM, upstream);
        this.givenUp = registry.counter(PREFIX + "connection.given_up", UPSTREAM, upstream);
    }

    /** Shows these instances, in the place of those that an upstream of the same name had. */
    void watch(Instances instances) {
        gauge("instances", instances, Instances::total);
        gauge("instances.available", instances, Instances::available);
        gauge("active", instances, Instances::inFlight);
        gauge("open", instances, shown -> shown.isOpen() ? 1 : 0);
    }

    void retried(RetryPolicy.Reason reason) {
        retries.get(reason).increment();
    }

    /** A retry for which nobody pays: an unused connection was found closed. */
    void replacedConnection() {
        replacedConnections.increment();
    }

    void budgetExhausted() {
        budgetExhausted.increment();
    }

    void ejected() {
        ejections.increment();
    }

    void dnsFailed() {
        dnsFailures.increment();
    }

    /** A request waited for a connection, in the queue or until it was open. */
    void waited(long nanos) {
        connectionWait.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A request with a slow client gave its connection up for another one. */
    void gaveWay() {
        givenUp.increment();
    }

    void close() {
        gauges.stream()
                .filter(gauge -> registered(gauge.getId().getName()) == gauge)
                .forEach(registry::remove);
    }

    private Counter retryCounter(String reason) {
        return registry.counter(PREFIX + "retries", UPSTREAM, upstream, "reason", reason);
    }

    private void gauge(String name, Instances instances, ToDoubleFunction<Instances> value) {
        var before = registered(PREFIX + name);
        if (before != null) {
            registry.remove(before);
        }
        gauges.add(Gauge.builder(PREFIX + name, instances, value)
                .tag(UPSTREAM, upstream)
                .strongReference(true)
                .register(registry));
    }

    private Gauge registered(String name) {
        return registry.find(name).tag(UPSTREAM, upstream).gauge();
    }
}
