package io.gatehouse.user;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever waits for a connection, and those who gave up. */
@UserServiceTest
class ConnectionPoolTest {

    private static final int PATIENCE = 30;

    @Inject
    PgPoolCreator pools;

    @ConfigProperty(name = "GATEHOUSE_DB_URL")
    String url;

    @ConfigProperty(name = "GATEHOUSE_DB_USERNAME")
    String user;

    @ConfigProperty(name = "GATEHOUSE_DB_PASSWORD")
    String password;

    // The connection, who has it and who waits each have a thread of their own.
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));

    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void end() throws Exception {
        stuck.countDown();
        get(vertx.close());
    }

    @Test
    void aConnectionThatIsFoundForSomebodyWhoGaveUpIsNotLost() throws Exception {
        var pool = poolOfOne();
        var first = context();
        var holder = context();
        var waiter = context();
        get(on(first, () -> pool.getConnection().compose(SqlConnection::close)));
        var held = get(on(holder, pool::getConnection));
        first.runOnContext(_ -> awaitUninterruptibly(stuck));
        var waiting = on(waiter, () -> {
            var connection = pool.getConnection();
            // It is on its way to the waiter, by the thread that is stuck, when their time ends.
            holder.runOnContext(_ -> held.close());
            return connection;
        });

        assertThatThrownBy(() -> get(waiting)).isInstanceOf(ExecutionException.class);
        stuck.countDown();

        var answer = on(
                waiter, () -> pool.withConnection(next -> next.query("SELECT 1").execute()));
        assertThat(get(answer)).hasSize(1);
    }

    @Test
    void aServerThatLetsNobodyInKeepsNoPlace() throws Exception {
        try (var silent = new SilentServer("")) {
            var pool = poolOfOne(silent.address());

            await().atMost(PATIENCE, SECONDS).until(() -> {
                assertThatThrownBy(() -> get(on(context(), pool::getConnection)))
                        .isInstanceOf(ExecutionException.class);
                return silent.taken() > 1;
            });
        }
    }

    private Pool poolOfOne() {
        return poolOfOne(PgConnectOptions.fromUri(url).setUser(user).setPassword(password));
    }

    private Pool poolOfOne(PgConnectOptions connection) {
        return pools.create(new PoolInput(vertx, new PoolOptions().setMaxSize(1), List.of(connection)));
    }

    /** Each on the next thread. */
    private Context context() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private static <T> Future<T> on(Context context, Supplier<Future<T>> action) {
        var result = Promise.<T>promise();
        context.runOnContext(_ -> action.get().onComplete(result));
        return result.future();
    }

    private static <T> T get(Future<T> result) throws Exception {
        return result.toCompletionStage().toCompletableFuture().get(PATIENCE, SECONDS);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
