package io.gatehouse.kit.database;

import io.gatehouse.kit.client.TrustedCertificates;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every wait for the database an end: the client's defaults are half a minute and for ever. Lets nobody else play the database. */
@Singleton
class BoundedPool implements PgPoolCreator {

    /** How much later than the server gives up a statement, its silence means that it is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** More wait only where the database is silent or far too slow. Those who gave up are among them until their turn. */
    private static final int WAITING = 1_000;

    private static final int FOR_EVER = 0;

    private final DatabaseConfig config;

    BoundedPool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    @SuppressWarnings("deprecation") // There is no other way to be there when a connection begins.
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(this::bound);
        config.ca()
                .ifPresent(trusted -> input.pgConnectOptionsList().forEach(connection -> verify(connection, trusted)));
        var pool = input.poolOptions()
                // It is the pool around it that keeps time.
                .setConnectionTimeout(FOR_EVER)
                .setMaxWaitQueueSize(WAITING);
        var servers = List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList());
        var connections = connections(input.vertx(), servers);
        var bounded = PgBuilder.pool()
                .using(input.vertx())
                .connectingTo(servers)
                .with(pool)
                .withConnectHandler(this::guard)
                .build()
                .connectionProvider(
                        context -> Farewell.hasten(context, connections.connect(context), config.connectTimeout()));
        return new DeadlinePool(input.vertx(), bounded, connections, config.acquireTimeout());
    }

    private static ConnectionFactory connections(Vertx vertx, List<SqlConnectOptions> servers) {
        var turn = new AtomicInteger();
        return PgDriver.INSTANCE.createConnectionFactory(
                vertx,
                () -> Future.succeededFuture(servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()))));
    }

    private void guard(SqlConnection connection) {
        AnswerGuard.install(connection, config.statementTimeout().plus(SILENCE));
        connection.close();
    }

    // Whatever the address says: what it says by default is no TLS at all.
    private static void verify(PgConnectOptions connection, TrustedCertificates trusted) {
        connection
                .setSslMode(SslMode.VERIFY_FULL)
                .setTrustOptions(trusted.trust())
                .setHostnameVerificationAlgorithm("HTTPS");
    }

    private void bound(PgConnectOptions connection) {
        var statementTimeout = String.valueOf(config.statementTimeout().toMillis());
        connection
                .addProperty("statement_timeout", statementTimeout)
                .addProperty("idle_in_transaction_session_timeout", statementTimeout)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                // A server that takes the connection and says nothing gets a good-bye before there is a guard.
                .setReadIdleTimeout((int) config.connectTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
