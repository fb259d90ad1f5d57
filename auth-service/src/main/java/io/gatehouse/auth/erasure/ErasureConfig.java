package io.gatehouse.auth.erasure;

import io.gatehouse.kit.configuration.NotNegativeDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** When people are forgotten, and by whom. */
@ConfigMapping(prefix = "gatehouse.erasure")
interface ErasureConfig {

    /** How long somebody who wants to be forgotten can change their mind. */
    @WithDefault("P14D")
    @WithConverter(NotNegativeDuration.class)
    Duration gracePeriod();

    /**
     * How long after the account is closed the event that tells so stays at least. Until then the services keep their traces of it; never
     * less than the lifetime of an access token.
     */
    @WithDefault("P1D")
    @WithConverter(NotNegativeDuration.class)
    Duration settleTime();

    /** How often the next step of an erasure is looked for. */
    String every();

    /** The clients that keep something of people: nobody is forgotten before all of them have said so. */
    @WithDefault("user-service")
    Set<String> services();
}
