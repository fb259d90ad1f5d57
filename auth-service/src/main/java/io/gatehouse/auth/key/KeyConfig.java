package io.gatehouse.auth.key;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When keys take turns, and how long others may keep them. */
@ConfigMapping(prefix = "gatehouse.key")
interface KeyConfig {

    /** How long a verifier may keep the published keys without asking again ({@code max-age}). */
    @WithDefault("PT5M")
    @WithConverter(PositiveDuration.class)
    Duration publishedFor();

    /**
     * How long a key is published before it may sign, and published on after its last token; longer than {@link
     * #publishedFor} by what clocks differ and instances need to notice.
     */
    @WithDefault("PT1H")
    @WithConverter(PositiveDuration.class)
    Duration publishAhead();

    /** How long a key signs before the next one takes its place. */
    @WithDefault("P30D")
    @WithConverter(PositiveDuration.class)
    Duration rotationPeriod();

    /** How often each instance looks for what others have changed. */
    @WithDefault("PT5S")
    @WithConverter(PositiveDuration.class)
    Duration lookEvery();

    /** How long what a key has signed is good. */
    @WithDefault("${gatehouse.token.lifetime:PT15M}")
    @WithConverter(PositiveDuration.class)
    Duration tokenLifetime();
}
