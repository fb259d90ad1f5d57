package io.gatehouse.gateway.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Makes the limiter of each event loop; what they remember about subjects is common to them. */
@Singleton
public class RateLimiters {

    private final Vertx vertx;
    private final RateLimitConfig config;
    private final LocalBuckets local;
    private final LimitMetrics metrics;
    private final Memory memory = new Memory();

    RateLimiters(Vertx vertx, RateLimitConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.local = new LocalBuckets(config.replicas());
        this.metrics = new LimitMetrics(registry);
    }

    /** A limiter for the event loop that calls, not yet connected. */
    public RateLimiter create() {
        return new RateLimiter(new RedisBuckets(vertx, config, metrics), local, memory, metrics, config.xFields());
    }
}
