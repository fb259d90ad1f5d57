package io.gatehouse.gateway.edge;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which no request begins for long. One timer looks after all the pauses of a connection; one for each
 * would cost more than most requests do.
 */
final class IdleDeadline {

    private final ChannelHandlerContext context;
    private final Duration timeout;
    private final Runnable closed;
    private boolean idle = true;
    private long since = System.nanoTime();
    private Future<?> timer;

    /** @param closed told when it is */
    IdleDeadline(ChannelHandlerContext context, Duration timeout, Runnable closed) {
        this.context = context;
        this.timeout = timeout;
        this.closed = closed;
        schedule(timeout.toNanos());
    }

    /** A request has begun. */
    void busy() {
        idle = false;
    }

    /** It has been answered. */
    void idle() {
        idle = true;
        since = System.nanoTime();
    }

    void cancel() {
        timer.cancel(false);
    }

    private void look() {
        long left = idle ? timeout.toNanos() - (System.nanoTime() - since) : timeout.toNanos();
        if (left > 0) {
            schedule(left);
        } else {
            closed.run();
            var _ = context.close();
        }
    }

    private void schedule(long nanos) {
        timer = context.executor().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }
}
