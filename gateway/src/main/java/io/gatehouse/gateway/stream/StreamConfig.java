package io.gatehouse.gateway.stream;

import io.gatehouse.kit.configuration.NotNegative;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many streams there may be, and for how long. */
@ConfigMapping(prefix = "gatehouse.streams")
interface StreamConfig {

    /** The most streams that are open at one replica. */
    @WithDefault("10000")
    @WithConverter(NotNegative.class)
    int max();

    /** The most streams that one account has open at one replica; without an account, one address. */
    @WithDefault("100")
    @WithConverter(NotNegative.class)
    int maxPerCaller();

    /** A stream ends when nothing has moved for so long, in either direction. */
    @WithDefault("5m")
    @WithConverter(PositiveDuration.class)
    Duration idleTimeout();

    /** A stream ends after so long in any case, if the caller's token does not end it before. */
    @WithDefault("1h")
    @WithConverter(PositiveDuration.class)
    Duration lifetime();
}
