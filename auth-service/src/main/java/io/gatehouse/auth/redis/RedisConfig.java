package io.gatehouse.auth.redis;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Whom the service takes for its Redis. */
@ConfigMapping(prefix = "gatehouse.redis-trust")
interface RedisConfig {

    /** Certificates (PEM) of whoever vouches for it, where it is {@code rediss://}; without them those do that the JDK trusts. */
    Optional<Path> ca();
}
