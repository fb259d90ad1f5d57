package io.gatehouse.gateway.upstream;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What all upstreams have in common. */
@ConfigMapping(prefix = "gatehouse.upstreams")
interface UpstreamConfig {

    /** How many event loops share an upstream's connections; without it as many as there are processors. */
    Optional<@WithConverter(Positive.class) Integer> eventLoops();

    /** The DNS server (host:port) that is asked for instances; without it those of the system. */
    Optional<String> dnsServer();

    /** The least time between two look-ups of a name, whatever its time to live. */
    @WithDefault("1s")
    @WithConverter(PositiveDuration.class)
    Duration minTtl();

    /** The most time between two look-ups of a name, whatever its time to live. */
    @WithDefault("5m")
    @WithConverter(PositiveDuration.class)
    Duration maxTtl();
}
