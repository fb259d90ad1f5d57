package io.gatehouse.kit.database;

import io.gatehouse.kit.client.CertificateFile;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a service waits for its database, and whom it takes for it. */
@ConfigMapping(prefix = "gatehouse.database")
interface DatabaseConfig {

    /** How long a new connection may take; longer, and the request is answered {@code service_unavailable}. */
    @WithDefault("2s")
    @WithConverter(PositiveDuration.class)
    Duration connectTimeout();

    /** How long a request may wait for a free connection; longer, and it is answered {@code service_unavailable}. */
    @WithDefault("2s")
    @WithConverter(PositiveDuration.class)
    Duration acquireTimeout();

    /** How long the server works on one statement, waiting for locks included, before it gives up. */
    @WithDefault("3s")
    @WithConverter(PositiveDuration.class)
    Duration statementTimeout();

    /** How long readiness waits for the database before it says no. */
    @WithDefault("1s")
    @WithConverter(PositiveDuration.class)
    Duration readinessTimeout();

    /** Certificates (PEM) of whoever vouches for the server: with them nothing is sent to one that they do not vouch for by its name. */
    Optional<@WithConverter(CertificateFile.class) TrustedCertificates> ca();

    /** The versions of the migrations that this build was made with; the build itself says so, and readiness goes by the newest. */
    Optional<List<String>> migrations();
}
