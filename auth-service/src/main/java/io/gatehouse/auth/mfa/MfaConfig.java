package io.gatehouse.auth.mfa;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The second factor, and how recent a sign-in must be for what matters. */
@ConfigMapping(prefix = "gatehouse.mfa")
interface MfaConfig {

    /** What authenticator apps call the service. */
    String issuer();

    /** How long somebody whose password was right may take to present the second factor. */
    @WithDefault("PT5M")
    @WithConverter(PositiveDuration.class)
    Duration challengeLifetime();

    /** How long after a sign-in factors, password and address may be changed without proving oneself anew. */
    @WithDefault("PT10M")
    @WithConverter(PositiveDuration.class)
    Duration recentSignIn();
}
