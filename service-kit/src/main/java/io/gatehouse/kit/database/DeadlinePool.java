package io.gatehouse.kit.database;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.vertx.core.AsyncResult;
import io.vertx.core.Closeable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A pool that gives a request no connection past its deadline, and the connection it gives to an {@link AnswerGuard} with that
 * deadline. Statements go through connections only: on the pool itself nobody would know whose they are.
 *
 * <p>It keeps time by itself. The pool within loses the connection that it finds for somebody in the moment in which it gives
 * them up (vertx-sql-client pull request 1620), and with each one a place for ever.
 */
@SuppressWarnings("deprecation") // Quarkus takes nothing but this type.
final class DeadlinePool implements PgPool {

    private static final String CONNECTIONS_ONLY = "Take a connection: a statement on the pool has no deadline";

    private final Vertx vertx;
    private final Pool pool;
    private final Closeable connections;
    private final long acquireNanos;

    /**
     * @param pool without a time limit of its own
     * @param connections where it has them from; closed after it
     * @param acquireTimeout the most time that anybody waits for a connection
     */
    DeadlinePool(Vertx vertx, Pool pool, Closeable connections, Duration acquireTimeout) {
        this.vertx = vertx;
        this.pool = pool;
        this.connections = connections;
        this.acquireNanos = acquireTimeout.toNanos();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        long deadline = RequestDeadline.nanos();
        long left = deadline == RequestDeadline.NONE ? acquireNanos : deadline - System.nanoTime();
        return left <= 0
                ? Future.failedFuture(passed())
                : within(Math.min(left, acquireNanos)).onSuccess(taken -> AnswerGuard.limit(taken, deadline));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    // A connection that comes after that goes back.
    private Future<SqlConnection> within(long nanos) {
        var connection = pool.getConnection();
        if (connection.isComplete()) {
            return connection;
        }
        var result = Promise.<SqlConnection>promise();
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        long timer = vertx.setTimer(millis, _ -> result.tryFail(passed()));
        connection.onComplete(taken -> {
            vertx.cancelTimer(timer);
            if (taken.failed()) {
                result.tryFail(taken.cause());
            } else if (!result.tryComplete(taken.result())) {
                taken.result().close();
            }
        });
        return result.future();
    }

    private static TimeoutException passed() {
        return new TimeoutException("Timeout: there was no connection to the database in time");
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        throw new UnsupportedOperationException(CONNECTIONS_ONLY);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        throw new UnsupportedOperationException(CONNECTIONS_ONLY);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        throw new UnsupportedOperationException(CONNECTIONS_ONLY);
    }

    @Override
    @Deprecated
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        throw new UnsupportedOperationException("The pool has its handler");
    }

    @Override
    @Deprecated
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException("The pool has its provider");
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public Future<Void> close() {
        return pool.close().eventually(() -> {
            var closed = Promise.<Void>promise();
            connections.close(closed);
            return closed.future();
        });
    }
}
