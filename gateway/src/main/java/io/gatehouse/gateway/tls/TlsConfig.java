package io.gatehouse.gateway.tls;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** TLS on the public port, beside what the TLS configuration {@code gateway} says. */
@ConfigMapping(prefix = "gatehouse.tls")
interface TlsConfig {

    /** How often the files are looked at for a renewed certificate. */
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration checkInterval();
}
