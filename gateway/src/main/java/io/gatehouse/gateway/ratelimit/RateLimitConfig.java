package io.gatehouse.gateway.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How limits are counted; what they are stands in the routes file. */
@ConfigMapping(prefix = "gatehouse.limits")
interface RateLimitConfig {

    /** Where the counters are, {@code redis://host:port}; of a cluster any node. */
    @WithDefault("redis://localhost:6379")
    String redisUrl();

    /** How long a request waits for Redis before its policies decide without it. */
    @WithDefault("10ms")
    Duration redisBudget();

    /** Late replies in a row after which Redis is left alone until it answers a probe again. */
    @Min(1)
    @WithDefault("5")
    int lateReplies();

    /** Time between two attempts to reach a Redis that is gone. */
    @WithDefault("250ms")
    Duration probeInterval();

    /** How many gateways share a quota while each has to count for itself. */
    @Min(1)
    @WithDefault("1")
    int replicas();

    /** Whether responses tell the tightest policy in {@code X-RateLimit-*} as well, for clients that know no better. */
    @WithDefault("false")
    boolean xFields();
}
