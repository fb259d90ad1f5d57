package io.gatehouse.gateway.securityheaders;

import io.gatehouse.kit.configuration.NotNegativeDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What browsers are told about the host. */
@ConfigMapping(prefix = "gatehouse.security-headers")
interface SecurityHeadersConfig {

    /** For how long browsers that came by https come by nothing else; zero leaves that to the services. */
    @WithDefault("365d")
    @WithConverter(NotNegativeDuration.class)
    Duration hstsMaxAge();

    /** Whether that holds for all names below the host too. */
    @WithDefault("false")
    boolean hstsSubdomains();
}
