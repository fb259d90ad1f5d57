package io.gatehouse.auth.throttle;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often secrets may be tried. Each purpose (signing in, resetting, ...) has counters of its own. */
@ConfigMapping(prefix = "gatehouse.throttle")
interface ThrottleConfig {

    /** For how long a network from which an account has proved itself is exempt from that account's counter. */
    @WithDefault("P30D")
    @WithConverter(PositiveDuration.class)
    Duration knownNetworkFor();

    /** Multiplies the free tries of every counter; for load tests. */
    @WithDefault("1")
    @WithConverter(Positive.class)
    int multiplier();

    /** How long a try waits for Redis before it is counted in this instance's memory. */
    @WithDefault("PT0.05S")
    @WithConverter(PositiveDuration.class)
    Duration redisBudget();

    /** For how long Redis is left alone after it was late or gone. */
    @WithDefault("PT1S")
    @WithConverter(PositiveDuration.class)
    Duration redisRest();
}
