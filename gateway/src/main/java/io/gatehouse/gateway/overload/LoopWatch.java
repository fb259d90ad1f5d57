package io.gatehouse.gateway.overload;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event loop and how late it is. Belongs to it. */
public final class LoopWatch {

    private static final long INTERVAL_MILLIS = 20;

    private final Vertx vertx;
    private final LoopShare share;
    private final OverloadMetrics metrics;
    private final boolean sheds;
    private final long warmAt;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean measured = threads.isCurrentThreadCpuTimeSupported();
    private long tickedAt;
    private long busyBefore;
    private volatile long delay;

    LoopWatch(Vertx vertx, OverloadConfig config, OverloadMetrics metrics) {
        this.vertx = vertx;
        this.share = new LoopShare(config.loopDelay().toNanos());
        this.metrics = metrics;
        this.sheds = config.enabled();
        this.warmAt = System.nanoTime() + config.warmUp().toNanos();
    }

    void start() {
        tickedAt = System.nanoTime();
        busyBefore = busy();
        next();
    }

    /** Whether this event loop takes one more request of this priority. */
    public boolean admits(Priority priority) {
        return share.admits(priority);
    }

    /** One that was admitted is over. */
    public void done() {
        share.done();
    }

    /** An upstream has been given a request of this event loop. */
    public Visit visit(Pace pace, Priority priority) {
        return new Visit(pace, priority, this);
    }

    /** For how long an answer that arrives on this event loop may wait before it is looked at. */
    long delayNanos() {
        return delay;
    }

    private void next() {
        vertx.setTimer(INTERVAL_MILLIS, _ -> tick());
    }

    private void tick() {
        long now = System.nanoTime();
        long busy = busy();
        long elapsed = now - tickedAt;
        long late = Math.max(0, elapsed - TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS));
        metrics.late(Duration.ofNanos(late));
        long worked = busy - busyBefore;
        delay = share.waits(elapsed, late, worked);
        if (sheds && now - warmAt >= 0) {
            share.tick(elapsed, late, worked);
            metrics.sheds(this, share.share());
        }
        tickedAt = now;
        busyBefore = busy;
        next();
    }

    private long busy() {
        return measured ? threads.getCurrentThreadCpuTime() : 0;
    }
}
