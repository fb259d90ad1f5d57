package io.gatehouse.kit.eventlog;

import io.gatehouse.contracts.event.EventPage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How well this instance keeps up: what it applied, what failed, and since when it has been behind. */
final class FollowerMetrics {

    private static final String PREFIX = "gatehouse.event.log.";
    private static final long UP_TO_DATE = Long.MAX_VALUE;

    private final MeterRegistry registry;
    private final Counter applied;
    private final Counter unknown;
    private final Counter parked;
    private final Counter poisoned;
    private final Counter unavailable;

    /** In Unix milliseconds: the time of the oldest event known and not applied, or of the first failure. */
    private volatile long behindSince = UP_TO_DATE;

    private volatile long waiting;

    FollowerMetrics(MeterRegistry registry, String log) {
        this.registry = registry;
        this.applied = counter("events", log, "outcome", "applied");
        this.unknown = counter("events", log, "outcome", "unknown");
        this.parked = counter("events", log, "outcome", "parked");
        this.poisoned = counter("failures", log, "reason", "poisoned");
        this.unavailable = counter("failures", log, "reason", "unavailable");
        Gauge.builder(PREFIX + "lag", this, FollowerMetrics::lagSeconds)
                .description("For how long this instance has not been up to date with the log; 0 when it is")
                .baseUnit("seconds")
                .tag("log", log)
                .register(registry);
        Gauge.builder(PREFIX + "parked", this, metrics -> metrics.waiting)
                .description("Events that could not be applied, and those that wait behind them")
                .tag("log", log)
                .register(registry);
    }

    void waiting(long parked) {
        waiting = parked;
    }

    /** How many events were parked at the last look. */
    long waiting() {
        return waiting;
    }

    void read(EventPage page) {
        behindSince = page.items().isEmpty()
                ? UP_TO_DATE
                : page.items().getFirst().time().toEpochMilli();
    }

    void applied(Applied done) {
        retried(done);
        behindSince = UP_TO_DATE;
    }

    void retried(Applied done) {
        applied.increment(done.known());
        unknown.increment(done.unknown());
        parked.increment(done.parked());
        poisoned.increment(done.failed());
    }

    void failed() {
        unavailable.increment();
        behindSince = Math.min(behindSince, now());
    }

    private double lagSeconds() {
        return Math.max(0, now() - behindSince) / 1_000.0;
    }

    private long now() {
        return registry.config().clock().wallTime();
    }

    private Counter counter(String name, String log, String tag, String value) {
        return Counter.builder(PREFIX + name).tag("log", log).tag(tag, value).register(registry);
    }
}
