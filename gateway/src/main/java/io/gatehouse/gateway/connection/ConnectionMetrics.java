package io.gatehouse.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Connections that are open, those that were refused, and those that were closed on their clients. */
@Singleton
public class ConnectionMetrics {

    final AtomicInteger open;
    private final MeterRegistry registry;
    private final Counter overall;
    private final Counter ofAddress;
    private final Map<Closing, Counter> closed = new EnumMap<>(Closing.class);

    /** Why the gateway closed a connection without being able to say so. */
    public enum Closing {
        /** Nothing came for long, between requests. */
        IDLE("idle"),
        /** A header did not end in time. */
        HEADER("header_timeout"),
        /** The client did not read. */
        UNREAD("not_reading"),
        /** What all clients had not read was too much, and this one had not got on for longest. */
        UNREAD_MAX("unread_max");

        private final String wire;

        Closing(String wire) {
            this.wire = wire;
        }
    }

    ConnectionMetrics(MeterRegistry registry) {
        this.registry = registry;
        open = registry.gauge("gatehouse.gateway.connections.open", new AtomicInteger());
        overall = refusals(registry, "all");
        ofAddress = refusals(registry, "address");
        for (var reason : Closing.values()) {
            closed.put(
                    reason,
                    Counter.builder("gatehouse.gateway.connections.closed")
                            .tag("reason", reason.wire)
                            .register(registry));
        }
    }

    public void closed(Closing reason) {
        closed.get(reason).increment();
    }

    /**
     * Shows how much is kept for clients that have not read it yet.
     *
     * @param most how much that may be
     */
    void unread(Supplier<Number> bytes, long most) {
        Gauge.builder("gatehouse.gateway.unread.bytes", bytes).register(registry);
        Gauge.builder("gatehouse.gateway.unread.max.bytes", () -> most).register(registry);
    }

    void refusedOverall() {
        overall.increment();
    }

    void refusedOfAddress() {
        ofAddress.increment();
    }

    private static Counter refusals(MeterRegistry registry, String limit) {
        return Counter.builder("gatehouse.gateway.connections.refused")
                .tag("limit", limit)
                .register(registry);
    }
}
