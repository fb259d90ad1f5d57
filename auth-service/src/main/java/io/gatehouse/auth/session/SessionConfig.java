package io.gatehouse.auth.session;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a session lives. */
@ConfigMapping(prefix = "gatehouse.session")
interface SessionConfig {

    /** The time after which a session ends however often it is used. */
    @WithDefault("P30D")
    @WithConverter(PositiveDuration.class)
    Duration lifetime();

    /** How long an ended session is remembered; a device that was seen in none of them counts as new. */
    @WithDefault("P90D")
    @WithConverter(PositiveDuration.class)
    Duration retention();
}
