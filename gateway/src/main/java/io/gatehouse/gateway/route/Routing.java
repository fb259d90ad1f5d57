package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.UpstreamFactory;
import io.gatehouse.gateway.upstream.Upstreams;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Loads the routes at start; what is wrong with the file stops the start. */
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);

    /** Before anything else starts: next to a file that is wrong, nobody's connections are worth a line. */
    void load(@Observes @Priority(1) StartupEvent start, Routes routes) {
        LOG.debugf("Routes in force: %s", routes.current().hash());
    }

    @Produces
    @Singleton
    Routes routes(RouteSource source, UpstreamFactory factory, Clock clock) {
        try {
            var text = source.read();
            var file = source.parse(text);
            var upstreams = new Upstreams(factory, file.upstreams().values());
            return new Routes(new RouteSnapshot(file, text.hash(), clock.instant(), upstreams));
        } catch (RouteFileException wrong) {
            // Of this type the runtime logs the message alone, without a stack trace.
            throw new ConfigurationException("Not started: " + wrong.getMessage());
        }
    }
}
