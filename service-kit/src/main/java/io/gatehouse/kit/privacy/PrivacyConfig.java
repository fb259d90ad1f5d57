package io.gatehouse.kit.privacy;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a service that keeps something of people does about it. */
@ConfigMapping(prefix = "gatehouse.privacy")
interface PrivacyConfig {

    /** Whether it keeps any. Decided when the service is built: without it, there is no resource. */
    @WithDefault("false")
    boolean enabled();

    /** How long an export may take; a reader who is slower is broken off. */
    @WithDefault("PT5M")
    @WithConverter(PositiveDuration.class)
    Duration longestExport();

    /** How often this service asks whom it is to forget. */
    String every();
}
