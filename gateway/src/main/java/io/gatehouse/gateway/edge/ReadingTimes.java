package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.connection.ConnectionMetrics;
import io.gatehouse.gateway.connection.ConnectionMetrics.Closing;
import io.netty.channel.ChannelHandlerContext;

/** How long the client of one connection of HTTP/1 may take: to begin a request, to end its header, and over its body. */
final class ReadingTimes implements BodyPace.Body {

    private final ChannelHandlerContext context;
    private final IdleDeadline idle;
    private final HeaderDeadline header;
    private final BodyPace pace;
    private final Runnable bodyTooSlow;
    private boolean bodyAwaited;
    private long received;

    ReadingTimes(ChannelHandlerContext context, ReadingRules rules, ConnectionMetrics metrics, Runnable bodyTooSlow) {
        this.context = context;
        this.idle = new IdleDeadline(context, rules.idleTimeout(), () -> metrics.closed(Closing.IDLE));
        this.header = new HeaderDeadline(context, rules.headerTimeout(), () -> metrics.closed(Closing.HEADER));
        this.pace = new BodyPace(context.executor(), rules, this);
        this.bodyTooSlow = bodyTooSlow;
    }

    /** Some of a header is here. Most come whole, and need no timer. */
    void headerGoesOn() {
        header.start();
    }

    /** A header has ended. */
    void headerEnded() {
        header.cancel();
        idle.busy();
    }

    /** The rest of a body is waited for, if nothing more of it is to be read now. */
    void awaitBody() {
        bodyAwaited = true;
    }

    /** So much of a body was there; perhaps more is to come. */
    void bodyCame(int bytes) {
        bodyAwaited = true;
        received += bytes;
    }

    /** Nothing more is to come of it. */
    void bodyEnded() {
        bodyAwaited = false;
        pace.end();
    }

    /** All that was there has been read. */
    void allRead() {
        pace.start();
    }

    /** A response has gone out. */
    void answered() {
        idle.idle();
    }

    void cancel() {
        header.cancel();
        idle.cancel();
        pace.end();
    }

    @Override
    public boolean isAwaited() {
        return bodyAwaited;
    }

    @Override
    public boolean isRead() {
        return context.channel().config().isAutoRead();
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public void tooSlow() {
        bodyTooSlow.run();
    }
}
