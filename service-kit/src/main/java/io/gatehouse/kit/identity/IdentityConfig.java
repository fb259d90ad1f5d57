package io.gatehouse.kit.identity;

import io.gatehouse.kit.configuration.NotNegative;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Whose tokens are accepted. */
@ConfigMapping(prefix = "gatehouse.identity")
interface IdentityConfig {

    /** The {@code iss} a token must carry. */
    String issuer();

    /** The {@code aud} a token must carry. */
    String audience();

    /** Where the issuer publishes its keys. */
    URI jwksUrl();

    /** The claim, a text or a list of texts, that names the plans which rate limits may depend on. */
    @WithDefault("plan")
    String planClaim();

    /** How many verified tokens are remembered; fewer cost more CPU, more cost some 500 bytes each. */
    @WithDefault("50000")
    @WithConverter(NotNegative.class)
    int verifiedTokens();
}
