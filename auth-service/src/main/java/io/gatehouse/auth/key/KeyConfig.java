package io.gatehouse.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Keys, and how long others may keep them. */
@ConfigMapping(prefix = "gatehouse.key")
interface KeyConfig {

    /** How long a verifier may keep the published keys without asking again ({@code max-age}). */
    @WithDefault("PT5M")
    Duration publishedFor();
}
