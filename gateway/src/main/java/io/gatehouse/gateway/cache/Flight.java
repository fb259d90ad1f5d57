package io.gatehouse.gateway.cache;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;

/** One request on its way to a service, and all those that wait for what becomes of it; they may be on other event loops. */
final class Flight {

    enum Landing {
        STORED,
        NOT_FOR_OTHERS,
        FAILED
    }

    private final List<Promise<Landing>> waiting = new ArrayList<>();
    private Landing landing;
    private volatile boolean outdated;

    /** What becomes of it, told on the caller's own event loop. */
    Promise<Landing> join() {
        Promise<Landing> promise = ((ContextInternal) Vertx.currentContext()).promise();
        synchronized (waiting) {
            if (landing == null) {
                waiting.add(promise);
                return promise;
            }
        }
        promise.complete(landing);
        return promise;
    }

    /** The first landing counts. */
    void land(Landing outcome) {
        List<Promise<Landing>> told;
        synchronized (waiting) {
            if (landing != null) {
                return;
            }
            landing = outcome;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(promise -> promise.tryComplete(outcome));
    }

    /** The resource was changed meanwhile: what comes may be from before. */
    void outdate() {
        outdated = true;
    }

    boolean isOutdated() {
        return outdated;
    }
}
