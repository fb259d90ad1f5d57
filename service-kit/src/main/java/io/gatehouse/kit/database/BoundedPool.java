package io.gatehouse.kit.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Gives every wait for the database an end: the client's defaults are half a minute and for ever. */
@Singleton
class BoundedPool implements PgPoolCreator {

    private final DatabaseConfig config;

    BoundedPool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(this::bound);
        var pool = input.poolOptions()
                .setConnectionTimeout((int) config.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .using(input.vertx())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .with(pool)
                .build();
    }

    private void bound(PgConnectOptions connection) {
        var statementTimeout = String.valueOf(config.statementTimeout().toMillis());
        connection
                .addProperty("statement_timeout", statementTimeout)
                .addProperty("idle_in_transaction_session_timeout", statementTimeout)
                .setConnectTimeout((int) config.connectTimeout().toMillis());
    }
}
