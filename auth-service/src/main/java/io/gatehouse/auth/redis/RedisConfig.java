package io.gatehouse.auth.redis;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** Whom the service takes for its Redis. */
@ConfigMapping(prefix = "gatehouse.redis-trust")
interface RedisConfig {

    /** Certificates (PEM) of whoever vouches for it, where it is {@code rediss://}; without them those do that the JDK trusts. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> ca();
}
