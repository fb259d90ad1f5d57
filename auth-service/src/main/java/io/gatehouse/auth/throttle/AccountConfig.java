package io.gatehouse.auth.throttle;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Wrong tries at one account from all networks it does not know: a guesser with many addresses. */
@ConfigMapping(prefix = "gatehouse.throttle.account")
interface AccountConfig extends Counting {

    /** More than any person's devices get wrong together; few enough to say nothing about a decent password. */
    @Override
    @WithDefault("20")
    @WithConverter(Positive.class)
    int freeTries();

    @Override
    @WithDefault("PT1S")
    @WithConverter(PositiveDuration.class)
    Duration firstDelay();

    /**
     * Short, because it is what an owner abroad waits for while somebody else guesses; long enough that all the
     * networks of the world together get 8640 guesses a day.
     */
    @Override
    @WithDefault("PT10S")
    @WithConverter(PositiveDuration.class)
    Duration longestDelay();

    /**
     * The same for the codes of a second factor: of a million three are good, so whoever has the password must get fewer of
     * them, 1440 a day. The owner can end such an attack from anywhere with another password.
     */
    @WithDefault("PT1M")
    @WithConverter(PositiveDuration.class)
    Duration longestDelayOfSecondFactor();

    /** How long the account has to be left alone until it counts from the start. */
    @Override
    @WithDefault("PT1H")
    @WithConverter(PositiveDuration.class)
    Duration memory();
}
