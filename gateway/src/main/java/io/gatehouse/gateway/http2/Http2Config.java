package io.gatehouse.gateway.http2;

import io.gatehouse.kit.configuration.ListeningPort;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** HTTP/2 on the public port, and what one connection may do there. */
@ConfigMapping(prefix = "gatehouse.http2")
public interface Http2Config {

    /** A port of its own where HTTP/2 alone is spoken, in clear text and with prior knowledge; 0 takes a free one. */
    Optional<@WithConverter(ListeningPort.class) Integer> clearTextPort();

    /** The most requests of one connection at once. */
    @WithDefault("100")
    @WithConverter(Positive.class)
    int maxStreams();

    /** The most requests of one connection that either side may break off within 30 seconds. */
    @WithDefault("200")
    @WithConverter(Positive.class)
    int maxResets();

    /** The most frames within 10 seconds that carry neither a request nor a body: settings, pings, priorities and such. */
    @WithDefault("10000")
    @WithConverter(Positive.class)
    int maxControlFrames();

    /** How long a response may wait for a client that takes nothing of it, and a frame for its end. */
    @WithDefault("30s")
    @WithConverter(PositiveDuration.class)
    Duration stallTimeout();
}
