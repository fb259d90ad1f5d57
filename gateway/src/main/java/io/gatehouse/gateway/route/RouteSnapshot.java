package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.upstream.Upstreams;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes and services in force at one moment. A request keeps those that it began with, whatever is loaded meanwhile. */
public final class RouteSnapshot {

    private final RouteFile file;
    private final String hash;
    private final Instant loadedAt;
    private final Upstreams upstreams;
    private final List<Limit> refreshes;

    // The requests that use it, and one more while it is in force.
    private final AtomicInteger holders = new AtomicInteger(1);

    RouteSnapshot(RouteFile file, String hash, Instant loadedAt, Upstreams upstreams) {
        this.file = file;
        this.hash = hash;
        this.loadedAt = loadedAt;
        this.upstreams = upstreams;
        this.refreshes = file.routes().stream()
                .filter(route -> route.access().session() == SessionRule.REFRESH)
                .findFirst()
                .map(Route::limits)
                .orElse(List.of());
    }

    public RouteTable table() {
        return file.table();
    }

    /** The limits of requests that are refused before they have a route and a caller. */
    public List<Limit> refused() {
        return file.refused();
    }

    /** The limits of preflights. */
    public List<Limit> preflights() {
        return file.preflights();
    }

    /** The limits of the route at which browsers ask for fresh cookies; none where there is no such route. */
    public List<Limit> refreshes() {
        return refreshes;
    }

    public Upstreams upstreams() {
        return upstreams;
    }

    RouteFile file() {
        return file;
    }

    String hash() {
        return hash;
    }

    Instant loadedAt() {
        return loadedAt;
    }

    /** Once more for somebody who has it already; to be released as well. */
    public RouteSnapshot again() {
        holders.incrementAndGet();
        return this;
    }

    /** False when the last one that used it has gone: then there is a newer one. */
    boolean hold() {
        for (int now = holders.get(); now > 0; now = holders.get()) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** To be called once by whoever got it from {@link Routes#hold}. The last one closes the services that no newer one has. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            upstreams.close();
        }
    }
}
