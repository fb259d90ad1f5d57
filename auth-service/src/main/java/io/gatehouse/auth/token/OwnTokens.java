package io.gatehouse.auth.token;

import io.gatehouse.auth.key.SigningKeys;
import io.gatehouse.kit.identity.TokenVerifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The issuer verifies its own tokens with its own keys, not over HTTP. */
class OwnTokens {

    @Produces
    @Singleton
    TokenVerifier verifier(SigningKeys keys, TokenConfig config, Clock clock) {
        return new TokenVerifier(
                keys, config.issuer().toString(), config.audience(), clock, config.verifiedCacheSize());
    }
}
