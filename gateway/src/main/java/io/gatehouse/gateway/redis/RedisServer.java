package io.gatehouse.gateway.redis;

import io.gatehouse.kit.client.TrustedCertificates;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import java.util.Optional;

/**
 * Where Redis is, and who vouches for it. Over TLS ({@code rediss}) it must have the name of the url.
 *
 * @param certificates of who vouches for it; without them those do that the JDK trusts
 */
public record RedisServer(String url, Optional<TrustedCertificates> certificates) {

    static final int CONNECT_TIMEOUT_MILLIS = 500;

    /** How to connect to it. */
    public RedisOptions options() {
        // Vert.x by itself looks at no name, and would take the certificate of whomever the JDK trusts.
        var connection = new NetClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setTcpNoDelay(true)
                .setHostnameVerificationAlgorithm("HTTPS");
        certificates.map(TrustedCertificates::trust).ifPresent(connection::setTrustOptions);
        return new RedisOptions().setConnectionString(url).setNetClientOptions(connection);
    }
}
