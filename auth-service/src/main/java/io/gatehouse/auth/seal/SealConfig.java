package io.gatehouse.auth.seal;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The keys of what is secret in the database: each 32 bytes in base64. */
@ConfigMapping(prefix = "gatehouse.seal")
interface SealConfig {

    /** The key that seals. */
    Optional<String> master();

    /** The key that will seal: known before, so that instances which do not use it yet can read what others seal. */
    Optional<String> next();

    /** Keys that have sealed. What they have is sealed anew in the background. */
    Optional<List<String>> previous();
}
