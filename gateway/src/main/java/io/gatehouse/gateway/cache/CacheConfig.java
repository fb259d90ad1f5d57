package io.gatehouse.gateway.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The memory that kept responses may take. */
@ConfigMapping(prefix = "gatehouse.cache")
interface CacheConfig {

    /** The bytes of all of them together, in each replica; what is used least goes first. */
    @WithDefault("32M")
    MemorySize maxSize();
}
