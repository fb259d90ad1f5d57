package io.gatehouse.gateway.route;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings what stands in the routes file into force while requests run. A file with mistakes changes nothing. */
@Singleton
class RouteReloader {

    private static final Logger LOG = Logger.getLogger(RouteReloader.class);
    private static final String RELOADS = "gatehouse.gateway.routes.reloads";

    private final RouteSource source;
    private final Routes routes;
    private final MeterRegistry registry;
    private final Clock clock;

    private String seen;
    private List<String> mistakes = List.of();

    /** What became of a look at the file. */
    enum Outcome {
        LOADED,
        UNCHANGED,
        REFUSED
    }

    RouteReloader(RouteSource source, Routes routes, MeterRegistry registry, Clock clock) {
        this.source = source;
        this.routes = routes;
        this.registry = registry;
        this.clock = clock;
        registry.gauge(
                "gatehouse.gateway.routes.in.force",
                this,
                reloader -> reloader.mistakes().isEmpty() ? 1 : 0);
        registry.gauge("gatehouse.gateway.routes.loaded.timestamp.seconds", routes, now -> now.current()
                .loadedAt()
                .getEpochSecond());
        for (var outcome : List.of("loaded", "refused")) {
            registry.counter(RELOADS, "outcome", outcome);
        }
    }

    /** Loads the file as it is now. */
    synchronized Outcome reload() {
        try {
            return take(source.read());
        } catch (RouteFileException wrong) {
            return refused(wrong);
        }
    }

    /** Loads the file once it has not changed since the last look, so that none is read while it is being written. */
    synchronized Outcome look() {
        try {
            var text = source.read();
            boolean settled = text.hash().equals(seen);
            seen = text.hash();
            return settled ? take(text) : Outcome.UNCHANGED;
        } catch (RouteFileException wrong) {
            return refused(wrong);
        }
    }

    /** What is wrong with the file as it is now; empty while it is the one in force. */
    synchronized List<String> mistakes() {
        return mistakes;
    }

    // A file that was refused is tried again: what it names, as certificates, may have come since.
    private Outcome take(RouteText text) {
        var now = routes.current();
        if (text.hash().equals(now.hash())) {
            mistakes = List.of();
            return Outcome.UNCHANGED;
        }
        var file = source.parse(text);
        var upstreams = now.upstreams().next(file.upstreams().values());
        routes.replace(new RouteSnapshot(file, text.hash(), clock.instant(), upstreams));
        mistakes = List.of();
        registry.counter(RELOADS, "outcome", "loaded").increment();
        return Outcome.LOADED;
    }

    private Outcome refused(RouteFileException wrong) {
        if (!mistakes.equals(wrong.mistakes())) {
            mistakes = wrong.mistakes();
            registry.counter(RELOADS, "outcome", "refused").increment();
            LOG.warnf("The routes file is not used, those loaded before stay in force:%n%s", wrong.getMessage());
        }
        return Outcome.REFUSED;
    }
}
