package io.gatehouse.gateway.http2;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts responses that were broken off because their clients did not read them. */
final class StreamResets {

    private final Counter stalled;
    private final Counter gaveWay;

    StreamResets(MeterRegistry registry) {
        stalled = counter(registry, "not_reading");
        gaveWay = counter(registry, "unread_max");
    }

    /** It did not get on for long. */
    void stalled() {
        stalled.increment();
    }

    /** What all clients had not read was too much. */
    void gaveWay() {
        gaveWay.increment();
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("gatehouse.gateway.responses.reset")
                .tag("reason", reason)
                .register(registry);
    }
}
