package io.gatehouse.auth.token;

import io.gatehouse.kit.configuration.NotNegative;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** What every access token says, and how long it says it. */
@ConfigMapping(prefix = "gatehouse.token")
interface TokenConfig {

    /** The {@code iss} of tokens and the base of the metadata's addresses: where clients reach the set. */
    URI issuer();

    /** The {@code aud} of tokens: the services that accept them. */
    String audience();

    /** How long an access token is good; a longer time is also a longer time until a revocation holds everywhere. */
    @WithDefault("PT15M")
    @WithConverter(PositiveDuration.class)
    Duration lifetime();

    /** How many verified tokens are remembered, so that their signature is not computed again. */
    @WithDefault("10000")
    @WithConverter(NotNegative.class)
    int verifiedCacheSize();
}
