package io.gatehouse.user.preference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much is remembered for one person. */
@ConfigMapping(prefix = "gatehouse.preference")
interface PreferenceConfig {

    /** How many keys a person has at most; more are refused as {@code preference_quota_exceeded}. */
    @Min(1)
    @WithDefault("100")
    int quota();

    /** How large a value may be, as JSON; a larger one is refused as {@code payload_too_large}. */
    @WithDefault("4K")
    MemorySize valueLimit();
}
