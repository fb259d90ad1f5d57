package io.gatehouse.gateway.route;

import io.vertx.core.Future;

/** The routes in force. They are exchanged as a whole, and no request notices. */
public final class Routes {

    private volatile RouteSnapshot current;

    Routes(RouteSnapshot first) {
        this.current = first;
    }

    /** What is in force now, for as long as the caller takes; it must be released. */
    public RouteSnapshot hold() {
        // Who loses the race against a reload finds the newer one in the next round.
        while (true) {
            var now = current;
            if (now.hold()) {
                return now;
            }
        }
    }

    /** What is in force now, for a look at it: its services may close at any time. */
    public RouteSnapshot current() {
        return current;
    }

    /** Closes the services; for the end of the process. */
    public Future<Void> close() {
        return current.upstreams().close();
    }

    void replace(RouteSnapshot next) {
        var last = current;
        current = next;
        last.release();
    }
}
