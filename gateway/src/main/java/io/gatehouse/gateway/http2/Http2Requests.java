package io.gatehouse.gateway.http2;

import io.gatehouse.gateway.connection.Unread;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What is known of a request that came by HTTP/2, beside what Vert.x tells. */
public final class Http2Requests {

    private Http2Requests() {}

    /** It has come on its stream. */
    public static void begin(HttpServerRequest request) {
        var watch = watch(request);
        if (watch != null) {
            watch.unread().begin(request.response().streamId(), request.response());
        }
    }

    /** What its client has not read of the response; null where the stream is closed or its connection not watched. */
    public static Unread unread(HttpServerRequest request) {
        var watch = watch(request);
        return watch == null ? null : watch.unread().of(request.response().streamId());
    }

    /** Whether more of it is to come, which is at first whether it has a body; nothing comes on a connection that has closed. */
    public static boolean hasBody(HttpServerRequest request) {
        var watch = watch(request);
        var stream = watch == null ? null : watch.stream(request.response().streamId());
        return stream != null && stream.state().remoteSideOpen();
    }

    /** Whether its client has been given room to send more of the body. */
    public static boolean maySendBody(HttpServerRequest request) {
        return watch(request).maySend(request.response().streamId());
    }

    /** The event loop of its connection. */
    public static EventLoop eventLoop(HttpServerRequest request) {
        return channel(request).eventLoop();
    }

    /** What is wrong with its header, or null. */
    public static RuntimeException fault(HttpServerRequest request) {
        var watch = watch(request);
        var stream = watch.stream(request.response().streamId());
        return stream == null ? null : watch.requests().fault(stream);
    }

    /** Whether its connection was opened as one of HTTP/2. */
    public static boolean isKnown(HttpServerRequest request) {
        return watch(request) != null;
    }

    /** Whether a connection in clear text began as one of HTTP/2, and not with an upgrade or a request of HTTP/1. */
    public static boolean isPriorKnowledge(HttpConnection connection) {
        var pipeline = ((ConnectionBase) connection).channel().pipeline();
        return pipeline.get(Http2ConnectionHandler.class) != null && pipeline.get("h2c") == null;
    }

    private static ConnectionWatch watch(HttpServerRequest request) {
        return channel(request).pipeline().get(ConnectionWatch.class);
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
