package io.gatehouse.auth.throttle;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Wrong tries of one network at one account: somebody who has forgotten which password it was, or a simple guesser. */
@ConfigMapping(prefix = "gatehouse.throttle.pair")
interface PairConfig extends Counting {

    /** Five cost nobody anything: people mistype, and then try their other passwords. */
    @Override
    @WithDefault("5")
    @WithConverter(Positive.class)
    int freeTries();

    @Override
    @WithDefault("PT1S")
    @WithConverter(PositiveDuration.class)
    Duration firstDelay();

    /** Reached after twelve doublings: from then on one guess an hour. It concerns this one network alone. */
    @Override
    @WithDefault("PT1H")
    @WithConverter(PositiveDuration.class)
    Duration longestDelay();

    /** A day, so that a guesser who comes back each night gains no free tries by the pause. */
    @Override
    @WithDefault("P1D")
    @WithConverter(PositiveDuration.class)
    Duration memory();

    /**
     * The delay after one wrong try while the account is under attack. Together with the account's longest delay it
     * says how many networks an attacker needs to take every try there is: 10 minutes of one each 10 s are 60.
     */
    @WithDefault("PT10M")
    @WithConverter(PositiveDuration.class)
    Duration delayUnderAttack();
}
