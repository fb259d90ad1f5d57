package io.gatehouse.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Whose tokens are accepted. */
@ConfigMapping(prefix = "gatehouse.identity")
interface IdentityConfig {

    /** Where the issuer publishes its keys. */
    URI jwksUrl();

    /** The {@code iss} that is accepted. */
    String issuer();

    /** The {@code aud} that is accepted. */
    String audience();

    /** How many verified tokens are remembered; some 500 bytes each. */
    @WithDefault("50000")
    int cacheSize();
}
