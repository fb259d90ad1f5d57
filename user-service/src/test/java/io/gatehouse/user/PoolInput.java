package io.gatehouse.user;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;

/** What the platform gives whoever makes the pool. */
record PoolInput(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
        implements PgPoolCreator.Input {}
