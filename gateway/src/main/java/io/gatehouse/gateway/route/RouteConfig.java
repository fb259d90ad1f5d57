package io.gatehouse.gateway.route;

import io.gatehouse.kit.configuration.NotNegativeDuration;
import io.gatehouse.kit.configuration.Positive;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the routes come from. */
@ConfigMapping(prefix = "gatehouse.routes")
interface RouteConfig {

    /** The routes file; without it the one in the package is used. */
    Optional<Path> file();

    /** Time between two looks at the file, of which two must find the same new content; 0 never looks. */
    @WithDefault("500ms")
    @WithConverter(NotNegativeDuration.class)
    Duration checkInterval();

    /** Every quota is multiplied by this; above 1 only for load tests. */
    @WithDefault("1")
    @WithConverter(Positive.class)
    int limitsMultiplier();
}
