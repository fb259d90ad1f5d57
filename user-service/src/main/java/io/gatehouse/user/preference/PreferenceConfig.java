package io.gatehouse.user.preference;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much is remembered for one person. */
@ConfigMapping(prefix = "gatehouse.preference")
interface PreferenceConfig {

    /** How many keys a person has at most; more are refused as {@code preference_quota_exceeded}. */
    @WithDefault("100")
    @WithConverter(Positive.class)
    int quota();

    /** How large a value may be, as JSON; a larger one is refused as {@code payload_too_large}. */
    @WithDefault("4K")
    @WithConverter(PositiveSize.class)
    MemorySize valueLimit();
}
