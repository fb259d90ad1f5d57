package io.gatehouse.gateway.ratelimit;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How limits are counted; what they are stands in the routes file. */
@ConfigMapping(prefix = "gatehouse.limits")
interface RateLimitConfig {

    /** Where the counters are, {@code redis://host:port}; of a cluster any node. */
    @WithDefault("redis://localhost:6379")
    String redisUrl();

    /** Certificates (PEM) of whoever vouches for it, where it is {@code rediss://}; without them those do that the JDK trusts. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> redisCa();

    /** How long a request waits for Redis before its policies decide without it. */
    @WithDefault("10ms")
    @WithConverter(PositiveDuration.class)
    Duration redisBudget();

    /** Late replies in a row after which Redis is left alone until it answers a probe again. */
    @WithDefault("5")
    @WithConverter(Positive.class)
    int lateReplies();

    /** Time between two attempts to reach a Redis that is gone. */
    @WithDefault("250ms")
    @WithConverter(PositiveDuration.class)
    Duration probeInterval();

    /** How many gateways share a quota while each has to count for itself. */
    @WithDefault("1")
    @WithConverter(Positive.class)
    int replicas();

    /** Whether responses tell the tightest policy in {@code X-RateLimit-*} as well, for clients that know no better. */
    @WithDefault("false")
    boolean xFields();
}
