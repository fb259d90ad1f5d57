package io.gatehouse.gateway.route;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean looking = new AtomicBoolean();

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

    // One look at a time: where the file system hangs, no other work waits behind a queue of looks.
    private void look() {
        if (looking.compareAndSet(false, true)) {
            vertx.executeBlocking(reloader::look, false)
                    .onComplete(_ -> looking.set(false))
                    .onFailure(failure -> LOG.error("The routes file could not be looked at", failure));
        }
    }
}
