package io.gatehouse.gateway.route;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Looks after the routes file. By its content and not by events or times of the file system: a mounted ConfigMap changes by
 * exchanging a link some folders further up.
 */
@Singleton
class RouteWatch {

    private static final Logger LOG = Logger.getLogger(RouteWatch.class);

    private final Vertx vertx;
    private final RouteConfig config;
    private final RouteReloader reloader;

    RouteWatch(Vertx vertx, RouteConfig config, RouteReloader reloader) {
        this.vertx = vertx;
        this.config = config;
        this.reloader = reloader;
    }

    void begin(@Observes StartupEvent start) {
        if (config.file().isPresent() && config.checkInterval().isPositive()) {
            vertx.setPeriodic(config.checkInterval().toMillis(), _ -> look());
        }
    }

    private void look() {
        vertx.executeBlocking(reloader::look, false)
                .onFailure(failure -> LOG.error("The routes file could not be looked at", failure));
    }
}
