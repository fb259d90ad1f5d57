package io.gatehouse.gateway.edge;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Notices a client that sends a body too slowly. Time in which the gateway itself does not read, because the service is
 * slower, does not count.
 */
final class BodyPace {

    // A pause of the gateway's own that is shorter than one of so many parts may be overlooked.
    private static final int LOOKS = 10;

    private final EventExecutor executor;
    private final ReadingRules rules;
    private final Body body;
    private Future<?> timer;
    private long before;
    private int looks;

    /** What a client is sending. */
    interface Body {

        /** Whether more of it is to come. */
        boolean isAwaited();

        /** Whether the client may send. */
        boolean isRead();

        /** The bytes that have come. */
        long received();

        /** Told once. */
        void tooSlow();
    }

    BodyPace(EventExecutor executor, ReadingRules rules, Body body) {
        this.executor = executor;
        this.rules = rules;
        this.body = body;
    }

    /** The rest of a body is waited for. Most bodies come at once, and need no timer. */
    void start() {
        if (timer == null && body.isAwaited()) {
            anew();
            long pause = rules.bodyTimeout().toMillis() / LOOKS;
            timer = executor.scheduleAtFixedRate(this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing more is to come. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void look() {
        looks++;
        if (!body.isAwaited()) {
            end();
        } else if (!body.isRead()) {
            anew();
        } else if (looks == LOOKS) {
            judge();
        }
    }

    private void judge() {
        if (body.received() - before < rules.leastOfBody()) {
            end();
            body.tooSlow();
        } else {
            anew();
        }
    }

    private void anew() {
        before = body.received();
        looks = 0;
    }
}
