package io.gatehouse.gateway.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Keeps a connection open that is silent because the streams on it are: how long that may last is decided elsewhere. */
final class SilenceAllowed extends ChannelInboundHandlerAdapter {

    private static final String NAME = "silence";

    private int streams;

    private SilenceAllowed() {}

    /** One stream more. */
    static void begin(HttpConnection connection) {
        var pipeline = pipeline(connection);
        var handler = (SilenceAllowed) pipeline.get(NAME);
        if (handler == null) {
            handler = new SilenceAllowed();
            pipeline.addBefore("handler", NAME, handler);
        }
        handler.streams++;
    }

    /** One stream less. */
    static void end(HttpConnection connection) {
        var pipeline = pipeline(connection);
        var handler = (SilenceAllowed) pipeline.get(NAME);
        if (handler != null && --handler.streams == 0) {
            pipeline.remove(handler);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            context.fireUserEventTriggered(event);
        }
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline();
    }
}
