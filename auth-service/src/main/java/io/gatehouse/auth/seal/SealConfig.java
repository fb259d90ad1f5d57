package io.gatehouse.auth.seal;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The key of what is secret in the database. */
@ConfigMapping(prefix = "gatehouse.seal")
interface SealConfig {

    /** 32 bytes in base64; another value cannot read what this one has encrypted. */
    Optional<String> master();
}
