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
    private Refusal refusal;

    /** What became of a look at the file. */
    enum Outcome {
        LOADED,
        UNCHANGED,
        REFUSED
    }

    /** @param cause the content's hash, or why there is none */
    private record Refusal(String cause, List<String> mistakes) {}

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
            return refused(wrong.getMessage(), wrong);
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
            return refused(wrong.getMessage(), wrong);
        }
    }

    /** What is wrong with the file as it is now; empty while it is the one in force. */
    synchronized List<String> mistakes() {
        return refusal == null ? List.of() : refusal.mistakes;
    }

    private Outcome take(RouteText text) {
        var now = routes.current();
        if (text.hash().equals(now.hash())) {
            refusal = null;
            return Outcome.UNCHANGED;
        }
        if (isRefused(text.hash())) {
            return Outcome.REFUSED;
        }
        try {
            var file = source.parse(text);
            var upstreams = now.upstreams().next(file.upstreams().values());
            routes.replace(new RouteSnapshot(file, text.hash(), clock.instant(), upstreams));
        } catch (RouteFileException wrong) {
            return refused(text.hash(), wrong);
        }
        refusal = null;
        registry.counter(RELOADS, "outcome", "loaded").increment();
        return Outcome.LOADED;
    }

    private Outcome refused(String cause, RouteFileException wrong) {
        if (!isRefused(cause)) {
            refusal = new Refusal(cause, wrong.mistakes());
            registry.counter(RELOADS, "outcome", "refused").increment();
            LOG.warnf("The routes file is not used, those loaded before stay in force:%n%s", wrong.getMessage());
        }
        return Outcome.REFUSED;
    }

    private boolean isRefused(String cause) {
        return refusal != null && refusal.cause.equals(cause);
    }
}
