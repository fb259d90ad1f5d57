package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;

/** Lets the requests of one connection be read one after the other: each when the one before it has its response. */
final class RequestTurns {

    // Of requests that wait for their turn; a client that sends more is not read from any more.
    private static final int MAX_WAITING = 64 << 10;

    private final ChannelHandlerContext context;
    private boolean unanswered;
    private boolean waiting;
    private boolean paused;

    /** @param context that of the handler which reads the requests */
    RequestTurns(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Whether the next request must wait. */
    boolean isTaken() {
        return unanswered;
    }

    /** A request has been read. */
    void take() {
        unanswered = true;
    }

    /** Its response has gone out, so the next request may come. */
    void pass() {
        unanswered = false;
        if (waiting) {
            // Later, so that requests that are answered at once are not nested into each other.
            context.executor().execute(this::readOn);
        }
    }

    /** As long as little waits it is read on, to notice a client that leaves. */
    void holdBack(ByteBuf bytes) {
        waiting = true;
        if (bytes.readableBytes() > MAX_WAITING) {
            paused = true;
            context.channel().config().setAutoRead(false);
        }
    }

    private void readOn() {
        if (context.isRemoved()) {
            return;
        }
        waiting = false;
        if (paused) {
            paused = false;
            context.channel().config().setAutoRead(true);
        }
        var reader = (ChannelInboundHandler) context.handler();
        try {
            reader.channelRead(context, Unpooled.EMPTY_BUFFER);
            reader.channelReadComplete(context);
        } catch (Exception failure) {
            context.fireExceptionCaught(failure);
        }
    }
}
