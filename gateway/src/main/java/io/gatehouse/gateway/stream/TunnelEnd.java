package io.gatehouse.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One side of a tunnel: what is read here is written there. Before both have agreed it is kept, and no more is read. */
final class TunnelEnd extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(TunnelEnd.class);

    // For what the other side has said last; a peer that takes none of it does not keep the connection.
    private static final long MOST_LINGER_SECONDS = 30;

    private final Tunnel tunnel;
    private final FrameBoundary frames;
    private final Queue<ByteBuf> early = new ArrayDeque<>();
    TunnelEnd other;
    long bytes;
    private ChannelHandlerContext context;
    private boolean joined;
    private boolean heardAll;
    private boolean over;

    /** @param frames where frames end in what is written here, or null if nobody asks */
    TunnelEnd(Tunnel tunnel, FrameBoundary frames) {
        this.tunnel = tunnel;
        this.frames = frames;
    }

    void join() {
        joined = true;
        var config = context.channel().config();
        if (context.pipeline().get(SslHandler.class) == null) {
            config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        for (var buffer = early.poll(); buffer != null; buffer = early.poll()) {
            move(buffer);
        }
        other.context.flush();
        config.setAutoRead(other.context.channel().isWritable());
        if (!context.channel().isActive()) {
            closed();
        }
    }

    /** Closes when what waits has been sent, or soon if the peer does not take it. */
    void closeAfterFlush() {
        closeWithin(MOST_LINGER_SECONDS);
    }

    /** Says why in a frame, if the last one has ended, and closes. */
    void sayClose(int code, String reason) {
        over = true;
        if (frames.isBetween()) {
            var _ = context.write(FrameBoundary.close(code, reason), context.voidPromise());
        }
        closeWithin(1);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        early.forEach(ByteBuf::release);
        early.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (!(message instanceof ByteBuf buffer)) {
            reading.fireChannelRead(message);
        } else if (joined) {
            move(buffer);
        } else {
            early.add(buffer);
            reading.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (joined) {
            other.context.flush();
        } else {
            reading.fireChannelReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (joined && other.joined) {
            other.context.channel().config().setAutoRead(changed.channel().isWritable());
        }
        changed.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext told, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            heardAll();
        } else if (!(event instanceof ChannelInputShutdownReadComplete)
                // How long a stream may be silent is decided elsewhere.
                && !(joined && event instanceof IdleStateEvent)) {
            told.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (joined) {
            closed();
        }
        gone.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        if (joined) {
            LOG.debug("A side of a tunnel broke", cause);
            var _ = broken.close();
        } else {
            broken.fireExceptionCaught(cause);
        }
    }

    private void move(ByteBuf buffer) {
        bytes += buffer.readableBytes();
        other.write(buffer);
        if (!other.context.channel().isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    private void write(ByteBuf buffer) {
        if (over) {
            buffer.release();
            return;
        }
        if (frames != null) {
            frames.look(buffer);
        }
        var _ = context.write(buffer, context.voidPromise());
    }

    // It will say nothing more, but may still listen (RFC 6455 section 7.1.1 closes in this way).
    private void heardAll() {
        heardAll = true;
        if (other.heardAll || !(other.context.channel() instanceof DuplexChannel duplex) || other.isEncrypted()) {
            other.closeAfterFlush();
            return;
        }
        var _ = other.context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            var _ = duplex.shutdownOutput();
        });
    }

    private void closeWithin(long seconds) {
        var channel = context.channel();
        var flushed = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (!flushed.isDone()) {
            var _ = channel.eventLoop()
                    .schedule(
                            () -> {
                                var _ = channel.close();
                            },
                            seconds,
                            TimeUnit.SECONDS);
        }
    }

    private boolean isEncrypted() {
        return context.pipeline().get(SslHandler.class) != null;
    }

    private void closed() {
        tunnel.closed();
        if (other.context.channel().isActive()) {
            other.closeAfterFlush();
        }
    }
}
