package io.gatehouse.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client does not read what is sent to it, or hardly, and says how much waits there. It stands next to
 * the socket and looks only while something waits there to be sent.
 */
final class ReaderPace extends ChannelOutboundHandlerAdapter {

    private final ConnectionConfig config;
    private final ConnectionMetrics metrics;
    private final UnreadShare share;
    private Unread unread;
    private long written;
    private long takenBefore;
    private Future<?> look;

    ReaderPace(ConnectionConfig config, ConnectionMetrics metrics, UnreadShare share) {
        this.config = config;
        this.metrics = metrics;
        this.share = share;
    }

    /** What its client has not read. */
    Unread unread() {
        return unread;
    }

    /** That of its event loop. */
    UnreadShare share() {
        return share;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        unread = new OfConnection(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        }
        var _ = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (waiting(context) > 0) {
            if (look == null) {
                begin(context);
            }
            unread.grew();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (look != null) {
            look.cancel(false);
        }
    }

    private void begin(ChannelHandlerContext context) {
        takenBefore = taken(context);
        look = context.executor()
                .schedule(() -> look(context), config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        look = null;
        if (waiting(context) == 0) {
            return;
        }
        long least = Math.max(
                1, config.readRate().asLongValue() * config.readTimeout().toMillis() / 1_000);
        if (taken(context) - takenBefore < least) {
            metrics.closed(ConnectionMetrics.Closing.UNREAD);
            var _ = context.close();
        } else {
            begin(context);
        }
    }

    private static long waiting(ChannelHandlerContext context) {
        var buffer = buffer(context);
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private long taken(ChannelHandlerContext context) {
        var buffer = buffer(context);
        return buffer == null ? written : written - buffer.totalPendingWriteBytes() + buffer.currentProgress();
    }

    // Null once the connection is closed.
    private static ChannelOutboundBuffer buffer(ChannelHandlerContext context) {
        return context.channel().unsafe().outboundBuffer();
    }

    private final class OfConnection extends Unread {

        private final ChannelHandlerContext context;

        OfConnection(ChannelHandlerContext context) {
            super(share);
            this.context = context;
        }

        @Override
        protected long waiting() {
            return ReaderPace.waiting(context);
        }

        @Override
        protected long taken() {
            return ReaderPace.this.taken(context);
        }

        @Override
        protected boolean isOver() {
            return !context.channel().isActive();
        }

        @Override
        protected void giveWay() {
            metrics.closed(ConnectionMetrics.Closing.UNREAD_MAX);
            var _ = context.close();
        }
    }
}
