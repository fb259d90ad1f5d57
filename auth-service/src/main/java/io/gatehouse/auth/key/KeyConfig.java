package io.gatehouse.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Keys: how they are kept, and how long others may keep them. */
@ConfigMapping(prefix = "gatehouse.key")
interface KeyConfig {

    /** 32 bytes in base64 that encrypt the private keys in the database; another value cannot read them any more. */
    Optional<String> master();

    /** How long a verifier may keep the published keys without asking again ({@code max-age}). */
    @WithDefault("PT5M")
    Duration publishedFor();
}
