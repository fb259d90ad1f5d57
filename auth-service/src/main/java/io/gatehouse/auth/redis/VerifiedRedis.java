package io.gatehouse.auth.redis;

import io.gatehouse.kit.client.TrustedCertificates;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;

/** Lets nobody else play Redis where it is spoken to over TLS: it must have the name of the address. */
@Singleton
class VerifiedRedis implements RedisOptionsCustomizer {

    private final RedisConfig config;

    VerifiedRedis(RedisConfig config) {
        this.config = config;
    }

    // Vert.x by itself looks at no name, and would take the certificate of whomever the JDK trusts.
    @Override
    public void customize(String clientName, RedisOptions options) {
        var connection = options.getNetClientOptions().setHostnameVerificationAlgorithm("HTTPS");
        config.ca().map(TrustedCertificates::trust).ifPresent(connection::setTrustOptions);
    }
}
