package io.gatehouse.kit.identity;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/** The verifier of every process that is not the issuer itself, and the keys it uses. */
class TokenVerification {

    @Produces
    @Singleton
    JwksClient keys(Vertx vertx, IdentityConfig config, Clock clock, MeterRegistry meters) {
        var keys = new JwksClient(vertx, config.jwksUrl(), clock);
        Gauge.builder("gatehouse.jwks.age", keys, TokenVerification::ageInSeconds)
                .description("How long ago the issuer's keys were read")
                .baseUnit("seconds")
                .register(meters);
        return keys;
    }

    void close(@Disposes JwksClient keys) {
        keys.close();
    }

    @Produces
    @Singleton
    TokenVerifier verifier(JwksClient keys, IdentityConfig config, Clock clock, MeterRegistry meters) {
        var verifier = new TokenVerifier(
                keys, config.issuer(), config.audience(), clock, config.verifiedTokens(), config.planClaim());
        Gauge.builder("gatehouse.tokens.remembered", verifier, TokenVerifier::remembered)
                .description("Verified tokens in memory")
                .register(meters);
        countLookups(verifier, "hit", TokenVerifier::hits, meters);
        countLookups(verifier, "miss", TokenVerifier::misses, meters);
        return verifier;
    }

    private static void countLookups(
            TokenVerifier verifier, String result, ToDoubleFunction<TokenVerifier> count, MeterRegistry meters) {
        FunctionCounter.builder("gatehouse.tokens.lookups", verifier, count)
                .description("Tokens by whether they were in memory as verified")
                .tag("result", result)
                .register(meters);
    }

    private static double ageInSeconds(JwksClient keys) {
        var age = keys.age();
        return age == null ? Double.NaN : age.toSeconds();
    }
}
