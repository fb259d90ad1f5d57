package io.gatehouse.gateway.browser;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How sessions that browsers keep in cookies are refreshed. */
@ConfigMapping(prefix = "gatehouse.browser")
interface BrowserConfig {

    /** Where auth-service is, which exchanges refresh tokens. */
    URI authUrl();

    /** How long auth-service may take for it, within the route's own time. */
    @WithDefault("3s")
    @WithConverter(PositiveDuration.class)
    Duration refreshTimeout();

    /** How many exchanges may be under way at once; four times as many wait, and what comes then is refused. */
    @WithDefault("64")
    @WithConverter(Positive.class)
    int refreshConnections();
}
