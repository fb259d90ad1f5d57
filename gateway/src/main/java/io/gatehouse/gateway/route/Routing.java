package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.UpstreamFactory;
import io.gatehouse.gateway.upstream.Upstreams;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Reads the routes file once, at start; what is wrong with it stops the start. */
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);

    @Produces
    @Singleton
    RouteFile file(RouteConfig config, Config variables) {
        try {
            return load(config, variables);
        } catch (RouteFileException wrong) {
            // Of this type the runtime logs the message alone, without a stack trace.
            throw new ConfigurationException("Not started: " + wrong.getMessage());
        }
    }

    private static RouteFile load(RouteConfig config, Config variables) {
        var name = config.file().map(Path::toString).orElse("routes.yaml");
        var text = config.file().map(RouteFileText::read).orElseGet(RouteFileText::packaged);
        var file = RouteFile.parse(
                name,
                text,
                variable -> variables.getOptionalValue(variable, String.class).orElse(null),
                config.limitsMultiplier());
        LOG.infof(
                "%d routes to %d services from %s",
                file.routes().size(), file.upstreams().size(), name);
        if (config.limitsMultiplier() != 1) {
            LOG.warnf("Every rate limit is multiplied by %d", config.limitsMultiplier());
        }
        return file;
    }

    @Produces
    @Singleton
    RouteTable table(RouteFile file) {
        return new RouteTable(file.routes());
    }

    @Produces
    @Singleton
    Upstreams upstreams(RouteFile file, UpstreamFactory factory) {
        return new Upstreams(factory, file.upstreams().values());
    }
}
