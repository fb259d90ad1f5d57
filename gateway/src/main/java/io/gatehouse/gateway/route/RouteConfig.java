package io.gatehouse.gateway.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the routes come from. */
@ConfigMapping(prefix = "gatehouse.routes")
interface RouteConfig {

    /** The routes file; without it the one in the package is used. */
    Optional<Path> file();

    /** Every quota is multiplied by this; above 1 only for load tests. */
    @WithDefault("1")
    long limitsMultiplier();
}
