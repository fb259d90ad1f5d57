package io.gatehouse.auth.throttle;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Wrong tries of one network at all accounts: a guesser with many accounts, or an office behind one address. */
@ConfigMapping(prefix = "gatehouse.throttle.network")
interface NetworkConfig extends Counting {

    /** An office behind one address mistypes more often than a person; the gateway's quota stands before this. */
    @Override
    @WithDefault("30")
    @WithConverter(Positive.class)
    int freeTries();

    @Override
    @WithDefault("PT1S")
    @WithConverter(PositiveDuration.class)
    Duration firstDelay();

    /** Minutes, not more: others may share the address with the guesser. */
    @Override
    @WithDefault("PT5M")
    @WithConverter(PositiveDuration.class)
    Duration longestDelay();

    @Override
    @WithDefault("PT1H")
    @WithConverter(PositiveDuration.class)
    Duration memory();
}
