package io.gatehouse.gateway.identity;

import io.gatehouse.kit.identity.JwksClient;
import io.gatehouse.kit.identity.TokenVerifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The issuer's keys and the verifier that uses them. */
class TokenVerification {

    @Produces
    @Singleton
    JwksClient keys(Vertx vertx, IdentityConfig config, Clock clock, MeterRegistry registry) {
        var keys = new JwksClient(vertx, config.jwksUrl(), clock);
        Gauge.builder("gatehouse.gateway.jwks.age", keys, TokenVerification::ageInSeconds)
                .baseUnit("seconds")
                .register(registry);
        return keys;
    }

    void close(@Disposes JwksClient keys) {
        keys.close();
    }

    @Produces
    @Singleton
    TokenVerifier verifier(JwksClient keys, IdentityConfig config, Clock clock, MeterRegistry registry) {
        var verifier = new TokenVerifier(keys, config.issuer(), config.audience(), clock, config.cacheSize());
        Gauge.builder("gatehouse.gateway.tokens.remembered", verifier, TokenVerifier::remembered)
                .register(registry);
        return verifier;
    }

    private static double ageInSeconds(JwksClient keys) {
        var age = keys.age();
        return age == null ? Double.NaN : age.toSeconds();
    }
}
