package io.gatehouse.gateway.revocation;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the gateway hears of revocations. */
@ConfigMapping(prefix = "gatehouse.revocation")
interface RevocationConfig {

    /** Where the stream is, {@code redis://host:port}. */
    String redisUrl();

    /** Certificates (PEM) of whoever vouches for it, where it is {@code rediss://}; without them those do that the JDK trusts. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> redisCa();

    /** Where auth-service is, for its list and our token. */
    URI authUrl();

    /** As whom the gateway asks for its token. */
    String clientId();

    /** Its secret there. The required settings see to it that production has one. */
    Optional<String> clientSecret();

    /** The pause between two readings of auth-service's list while the stream cannot be followed. */
    @WithDefault("500ms")
    @WithConverter(PositiveDuration.class)
    Duration snapshotPause();

    /**
     * How often auth-service's list is read although the stream is followed: a Redis that cannot be written to, because it is full or
     * a replica, looks like one in which nothing is revoked.
     */
    @WithDefault("5s")
    @WithConverter(PositiveDuration.class)
    Duration listEvery();

    /** Time between two attempts to reach a Redis that is gone. */
    @WithDefault("250ms")
    @WithConverter(PositiveDuration.class)
    Duration reconnectPause();

    /** How old the knowledge of a replica may get before it is not ready any more; without it, as old as it has to. */
    Optional<@WithConverter(PositiveDuration.class) Duration> maxStaleness();
}
