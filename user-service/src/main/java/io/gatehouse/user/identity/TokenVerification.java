package io.gatehouse.user.identity;

import io.gatehouse.kit.identity.JwksClient;
import io.gatehouse.kit.identity.TokenVerifier;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the verifier that the kit's bearer authentication asks for. */
class TokenVerification {

    @Produces
    @Singleton
    JwksClient keys(Vertx vertx, IdentityConfig config, Clock clock) {
        return new JwksClient(vertx, config.jwksUrl(), clock);
    }

    @Produces
    @Singleton
    TokenVerifier verifier(JwksClient keys, IdentityConfig config, Clock clock) {
        return new TokenVerifier(keys, config.issuer(), config.audience(), clock, config.verifiedTokens());
    }

    /** So that the first request need not wait for them. While the issuer is away, readiness asks again. */
    void load(@Observes StartupEvent start, JwksClient keys) {
        keys.refresh();
    }

    void close(@Disposes JwksClient keys) {
        keys.close();
    }
}
