package io.gatehouse.gateway.overload;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event loop and how late it is. Belongs to it. */
public final class LoopWatch {

    private static final long INTERVAL_MILLIS = 20;

    private final Vertx vertx;
    private final LoopShare share;
    private final OverloadMetrics metrics;
    private final boolean sheds;
    private final long allowed;
    private final long warmAt;
    private long due;
    private volatile long standing;

    LoopWatch(Vertx vertx, OverloadConfig config, OverloadMetrics metrics) {
        this.vertx = vertx;
        this.allowed = config.loopDelay().toNanos();
        this.share = new LoopShare(allowed);
        this.metrics = metrics;
        this.sheds = config.enabled();
        this.warmAt = System.nanoTime() + config.warmUp().toNanos();
    }

    void start() {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
        vertx.setTimer(INTERVAL_MILLIS, _ -> tick());
    }

    /** Whether this event loop takes one more request of this priority. */
    public boolean admits(Priority priority) {
        return share.admits(priority);
    }

    /** An upstream has been given a request of this event loop. */
    public Visit visit(Pace pace, Priority priority) {
        return new Visit(pace, priority, this);
    }

    /** For how long whatever arrives on this event loop waits before it is looked at, at the least. */
    long delayNanos() {
        return standing;
    }

    private void tick() {
        long now = System.nanoTime();
        long late = Math.max(0, now - due);
        metrics.late(Duration.ofNanos(late));
        standing = share.standing(late);
        if (sheds && now - warmAt >= 0) {
            share.tick(late);
            metrics.sheds(this, share.share());
        }
        start();
    }
}
