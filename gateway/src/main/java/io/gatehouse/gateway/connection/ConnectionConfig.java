package io.gatehouse.gateway.connection;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How many connections of clients there may be, and how slowly they may read. */
@ConfigMapping(prefix = "gatehouse.connections")
interface ConnectionConfig {

    /** The most connections of all clients; further ones are closed at once. Each needs a file descriptor. */
    @WithDefault("10000")
    @WithConverter(Positive.class)
    int max();

    /** The most connections of one address, of IPv6 one /64; trusted proxies are not bound by it. */
    @WithDefault("1000")
    @WithConverter(Positive.class)
    int maxPerAddress();

    /** Over how long a client that does not keep up is watched before it is judged by {@link #readRate}. */
    @WithDefault("30s")
    @WithConverter(PositiveDuration.class)
    Duration readTimeout();

    /** The least bytes a second that such a client takes; a slower one is cut off. */
    @WithDefault("240")
    MemorySize readRate();

    /**
     * The most bytes of responses that are kept for all clients because they have not read them yet; without it a quarter of
     * the largest heap. Beyond it those are cut off that have not got on for longest.
     */
    Optional<@WithConverter(PositiveSize.class) MemorySize> unreadMax();

    /** How many event loops share that; without it as many as there are processors. */
    Optional<@WithConverter(Positive.class) Integer> eventLoops();
}
