package io.gatehouse.gateway.idempotency;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How keys are kept; which routes heed them stands in the routes file. */
@ConfigMapping(prefix = "gatehouse.idempotency")
interface IdempotencyConfig {

    /** Where the records are, {@code redis://host:port}; of a cluster any node. */
    @WithDefault("redis://localhost:6379")
    String redisUrl();

    /** Certificates (PEM) of whoever vouches for it, where it is {@code rediss://}; without them those do that the JDK trusts. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> redisCa();

    /** How long a request with a key waits for Redis before it is refused. */
    @WithDefault("250ms")
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

    /** The most bytes of a reply, fields included, that is kept to be replayed. */
    @WithDefault("64K")
    @WithConverter(PositiveSize.class)
    MemorySize maxReply();

    /** The most keys of one caller that are remembered at a time. */
    @WithDefault("1000")
    @WithConverter(Positive.class)
    int keysPerCaller();

    /** What replies are sealed with; the same in all replicas. */
    Optional<String> secret();
}
