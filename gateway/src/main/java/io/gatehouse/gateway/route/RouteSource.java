package io.gatehouse.gateway.route;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Where the routes come from: the file that is named, or the one in the package. */
@Singleton
class RouteSource {

    private static final Logger LOG = Logger.getLogger(RouteSource.class);

    private final RouteConfig config;
    private final Config variables;

    RouteSource(RouteConfig config, Config variables) {
        this.config = config;
        this.variables = variables;
    }

    /** How messages call the file. */
    String name() {
        return config.file().map(Path::toString).orElse("routes.yaml");
    }

    /** Whether it may change while the process runs. */
    boolean isFile() {
        return config.file().isPresent();
    }

    /** What stands there now; fails with a {@link RouteFileException}. */
    RouteText read() {
        return RouteText.of(config.file().map(RouteFileText::read).orElseGet(RouteFileText::packaged));
    }

    /** What it says; fails with a {@link RouteFileException} that tells all mistakes. */
    RouteFile parse(RouteText text) {
        var file = RouteFile.parse(
                name(),
                text.text(),
                variable -> variables.getOptionalValue(variable, String.class).orElse(null),
                config.limitsMultiplier());
        LOG.infof(
                "%d routes to %d services from %s",
                file.routes().size(), file.upstreams().size(), name());
        if (config.limitsMultiplier() != 1) {
            LOG.warnf("Every rate limit is multiplied by %d", config.limitsMultiplier());
        }
        return file;
    }
}
