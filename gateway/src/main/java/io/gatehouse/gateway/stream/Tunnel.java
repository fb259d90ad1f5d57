package io.gatehouse.gateway.stream;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Two connections whose bytes go from the one to the other as they are, at the pace of the slower side: what is on the way is
 * bounded by what one read brings and what a socket may have waiting. Everything happens on their one event loop.
 */
final class Tunnel implements Traffic {

    private static final String NAME = "tunnel";

    final TunnelEnd client = new TunnelEnd(this, new FrameBoundary());
    final TunnelEnd service = new TunnelEnd(this, null);
    private final Promise<Void> done = ContextInternal.current().promise();
    private int open = 2;

    Tunnel() {
        client.other = service;
        service.other = client;
    }

    /** From now on what is no HTTP on this connection is kept for the other side. */
    static void watch(HttpConnection connection, TunnelEnd end) {
        channel(connection).pipeline().addBefore("handler", NAME, end);
    }

    /** Both sides have agreed. */
    void join() {
        client.join();
        service.join();
    }

    /** Completes when both connections are closed. */
    Future<Void> done() {
        return done.future();
    }

    @Override
    public long all() {
        return client.bytes + service.bytes;
    }

    @Override
    public long fromClient() {
        return client.bytes;
    }

    @Override
    public long fromService() {
        return service.bytes;
    }

    /** Tells the client why, where that can be said between two of the service's frames, and closes. */
    void end(StreamEnd why) {
        client.sayClose(why.closeCode, why.wire);
        service.closeAfterFlush();
    }

    void closed() {
        if (--open == 0) {
            done.tryComplete();
        }
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }
}
