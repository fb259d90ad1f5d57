package io.gatehouse.kit.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How far each consumer is behind, as of the last time it asked here. */
@Singleton
class FeedMetrics {

    private final MeterRegistry meters;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

    FeedMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void asked(String consumer, long after, long last) {
        lags.computeIfAbsent(consumer, this::register).set(Math.max(0, last - after));
    }

    private AtomicLong register(String consumer) {
        var lag = new AtomicLong();
        Gauge.builder("gatehouse.feed.lag", lag, AtomicLong::get)
                .description("Events that a consumer had not read yet when it last asked")
                .tag("consumer", consumer)
                .register(meters);
        return lag;
    }
}
