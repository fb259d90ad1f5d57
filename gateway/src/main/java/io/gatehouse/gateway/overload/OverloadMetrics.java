package io.gatehouse.gateway.overload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was shed, by whom and of which priority; the limits in force, and how late the event loops are. */
final class OverloadMetrics {

    private static final String PREFIX = "gatehouse.gateway.overload.";

    private final MeterRegistry registry;
    private final Map<String, Map<Priority, Counter>> shed = new ConcurrentHashMap<>();
    private final Map<LoopWatch, Double> shares = new ConcurrentHashMap<>();
    private final Timer late;

    OverloadMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.late = registry.timer(PREFIX + "loop.delay");
        Gauge.builder(PREFIX + "loop.share", shares, OverloadMetrics::most).register(registry);
        counters(Overload.GATEWAY);
    }

    /** Shows this limit, and counts from now on what is shed for it. */
    void watch(String upstream, UpstreamLimit limit) {
        var tags = Tags.of("upstream", upstream);
        registry.gauge(PREFIX + "limit", tags, limit, UpstreamLimit::limitInForce);
        registry.gauge(PREFIX + "requests", tags, limit, UpstreamLimit::inFlight);
        counters(upstream);
    }

    void shed(String by, Priority priority) {
        shed.get(by).get(priority).increment();
    }

    void late(Duration delay) {
        late.record(delay);
    }

    void sheds(LoopWatch loop, double share) {
        shares.put(loop, share);
    }

    private void counters(String by) {
        var counters = new EnumMap<Priority, Counter>(Priority.class);
        for (var priority : Priority.values()) {
            var name = priority.name().toLowerCase(Locale.ROOT);
            counters.put(priority, registry.counter(PREFIX + "shed", "by", by, "priority", name));
        }
        shed.put(by, counters);
    }

    private static double most(Map<LoopWatch, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
