package io.gatehouse.kit.database;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Closes a connection that owes an answer for too long: past the deadline of the request that holds it, or past the time in
 * which any living server would have given the statement up. Whoever waits fails, and the pool makes another connection;
 * without this a server that falls silent keeps all of them. Costs a comparison for each statement.
 */
final class AnswerGuard extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(AnswerGuard.class);

    private static final String VERTX_HANDLER = "handler";
    private static final String VERTX_IDLE_HANDLER = "idle";
    private static final long NEVER = Long.MAX_VALUE;

    private final long patienceNanos;
    private volatile long deadline = NEVER;
    private int owed;
    private long lastSign;
    private ScheduledFuture<?> look;
    private long lookAt;

    private AnswerGuard(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** Watches over a new connection. Until now the client itself has closed it where the server said nothing. */
    static void install(SqlConnection connection, Duration patience) {
        var pipeline = socket(connection).socket().channelHandlerContext().pipeline();
        if (pipeline.get(VERTX_IDLE_HANDLER) != null) {
            pipeline.remove(VERTX_IDLE_HANDLER);
        }
        pipeline.addBefore(VERTX_HANDLER, "answer-guard", new AnswerGuard(patience));
    }

    /** Says until when whoever has taken the connection waits, by {@link System#nanoTime()}. */
    static void limit(SqlConnection connection, long deadline) {
        var guard =
                socket(connection).socket().channelHandlerContext().pipeline().get(AnswerGuard.class);
        if (guard != null) {
            guard.deadline = deadline;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof CommandBase<?>) {
            if (owed++ == 0) {
                lastSign = System.nanoTime();
            }
            plan(context);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CommandResponse<?>) {
            owed--;
            lastSign = System.nanoTime();
        }
        context.fireChannelRead(message);
    }

    private void plan(ChannelHandlerContext context) {
        long due = due();
        if (look != null) {
            if (due - lookAt >= 0) {
                return;
            }
            look.cancel(false);
        }
        lookAt = due;
        look = context.executor().schedule(() -> look(context), due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        look = null;
        if (owed <= 0 || !context.channel().isActive()) {
            return;
        }
        if (System.nanoTime() - due() >= 0) {
            LOG.warn("The database owes an answer for too long; the connection to it is closed");
            // Past all handlers: the client's own would say good-bye first, and wait until the server has heard it.
            var _ = context.pipeline().firstContext().close();
        } else {
            plan(context);
        }
    }

    private long due() {
        long silent = lastSign + patienceNanos;
        long limit = deadline;
        return limit != NEVER && limit - silent < 0 ? limit : silent;
    }

    private static SocketConnectionBase socket(SqlConnection connection) {
        Connection inner = ((SqlConnectionInternal) connection).unwrap();
        while (!(inner instanceof SocketConnectionBase)) {
            inner = inner.unwrap();
        }
        return (SocketConnectionBase) inner;
    }
}
