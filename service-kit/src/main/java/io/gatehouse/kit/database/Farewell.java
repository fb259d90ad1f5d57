package io.gatehouse.kit.database;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.SocketChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.impl.codec.PgCodec;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections whose server has not let them in in time. The client itself says good-bye then and waits for the server's own end:
 * where packets get lost, for minutes after the server is back, and with each its place in the pool.
 */
final class Farewell {

    private static final Duration LOOK = Duration.ofMillis(250);

    private Farewell() {}

    /**
     * @param context where it is connecting
     * @param patience after which the client says good-bye
     */
    static Future<SqlConnection> hasten(Context context, Future<SqlConnection> connecting, Duration patience) {
        lookAfter(patience, (SingleThreadEventLoop) ((ContextInternal) context).nettyEventLoop(), connecting);
        return connecting;
    }

    private static void lookAfter(Duration time, SingleThreadEventLoop loop, Future<?> connecting) {
        var _ = loop.schedule(
                () -> {
                    if (!connecting.isComplete()) {
                        endAll(loop);
                        lookAfter(LOOK, loop, connecting);
                    }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    // Which one it is that connects, the client tells nobody; but whoever said good-bye to a database waits for
    // nothing.
    private static void endAll(SingleThreadEventLoop loop) {
        var gone = new ArrayList<Channel>();
        loop.registeredChannelsIterator().forEachRemaining(channel -> {
            if (channel instanceof SocketChannel socket
                    && socket.isOutputShutdown()
                    && socket.pipeline().get(PgCodec.class) != null) {
                gone.add(channel);
            }
        });
        // Past all handlers: the client's own has said good-bye already, and does nothing more.
        for (var channel : gone) {
            var _ = channel.pipeline().firstContext().close();
        }
    }
}
