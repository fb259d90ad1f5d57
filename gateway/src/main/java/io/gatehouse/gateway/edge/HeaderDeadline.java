package io.gatehouse.gateway.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection on which a header that has begun does not end in time. */
final class HeaderDeadline {

    private final ChannelHandlerContext context;
    private final Duration timeout;
    private final Runnable closed;
    private Future<?> timer;

    /** @param closed told when it is */
    HeaderDeadline(ChannelHandlerContext context, Duration timeout, Runnable closed) {
        this.context = context;
        this.timeout = timeout;
        this.closed = closed;
    }

    /** Told when some of a header is here; the first time counts: what comes later does not put the end off. */
    void start() {
        if (timer == null) {
            timer = context.executor().schedule(this::close, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void close() {
        closed.run();
        var _ = context.close();
    }
}
