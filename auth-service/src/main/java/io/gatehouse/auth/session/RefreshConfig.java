package io.gatehouse.auth.session;

import io.gatehouse.kit.configuration.NotNegativeDuration;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How refresh tokens are exchanged. */
@ConfigMapping(prefix = "gatehouse.refresh")
interface RefreshConfig {

    /** How long a used token still yields the same successor: lost replies and several tabs, not theft. */
    @WithDefault("PT10S")
    @WithConverter(NotNegativeDuration.class)
    Duration grace();

    /** How long a refresh token waits to be used; a session that nobody refreshes lapses with it. */
    @WithDefault("P14D")
    @WithConverter(PositiveDuration.class)
    Duration idleTimeout();
}
