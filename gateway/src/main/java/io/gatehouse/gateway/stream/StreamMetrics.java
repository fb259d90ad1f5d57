package io.gatehouse.gateway.stream;

import io.gatehouse.gateway.route.StreamKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams that are open, how they ended after how long, and those that were refused. */
@Singleton
class StreamMetrics {

    private final MeterRegistry registry;
    private final Map<StreamKind, AtomicInteger> open = new EnumMap<>(StreamKind.class);

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (var kind : StreamKind.values()) {
            open.put(kind, registry.gauge("gatehouse.gateway.streams.open", tags(kind), new AtomicInteger()));
        }
    }

    void opened(StreamKind kind) {
        open.get(kind).incrementAndGet();
    }

    void closed(OpenStream stream) {
        open.get(stream.kind).decrementAndGet();
        var end = stream.end() == null ? "client_or_service" : stream.end().wire;
        registry.timer("gatehouse.gateway.streams.ended", tags(stream.kind).and("end", end))
                .record(System.nanoTime() - stream.openedNanos, TimeUnit.NANOSECONDS);
    }

    void refused(StreamKind kind, String limit) {
        registry.counter("gatehouse.gateway.streams.refused", tags(kind).and("limit", limit))
                .increment();
    }

    private static Tags tags(StreamKind kind) {
        return Tags.of("kind", kind.name().toLowerCase(Locale.ROOT));
    }
}
