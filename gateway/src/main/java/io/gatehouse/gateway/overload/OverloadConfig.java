package io.gatehouse.gateway.overload;

import io.gatehouse.kit.configuration.NotNegativeDuration;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When requests are shed. */
@ConfigMapping(prefix = "gatehouse.overload")
interface OverloadConfig {

    /** Whether requests are shed at all. */
    @WithDefault("true")
    boolean enabled();

    /** How much longer than usual most requests of a service may take; of slower ones twice the usual time is allowed. */
    @WithDefault("50ms")
    @WithConverter(PositiveDuration.class)
    Duration upstreamDelay();

    /** How many requests a service gets at once as long as it is not known whether it bears more. */
    @WithDefault("256")
    @WithConverter(Positive.class)
    int burst();

    /** How many requests a service gets at once however slow it is. */
    @WithDefault("5")
    @WithConverter(Positive.class)
    int leastInFlight();

    /** How late the gateway's event loops may be, not once but each time. */
    @WithDefault("100ms")
    @WithConverter(PositiveDuration.class)
    Duration loopDelay();

    /** For how long nothing is shed after the start, and of a route's first requests nothing is learnt: cold code is slow. */
    @WithDefault("20s")
    @WithConverter(NotNegativeDuration.class)
    Duration warmUp();

    /** The most seconds in {@code Retry-After}, at random from one on, so that clients do not come back all at once. */
    @WithDefault("3s")
    @WithConverter(PositiveDuration.class)
    Duration longestRetryAfter();
}
