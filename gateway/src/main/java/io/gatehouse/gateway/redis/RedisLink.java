package io.gatehouse.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisReplicas;
import io.vertx.redis.client.Request;
import java.time.Duration;

/** An attempt to reach Redis, and what came of it: a connection to one server, or to each node of a cluster. */
final class RedisLink {

    // With budgets of milliseconds this many unanswered commands mean that Redis answers nobody.
    private static final int MAX_IN_FLIGHT = 8_192;

    // Beside the connection that is asked: the cluster client asks for the slots on one of their own.
    private static final int CONNECTIONS_PER_NODE = 3;
    private static final Duration SLOTS_KNOWN_FOR = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final RedisServer server;
    private Redis client;
    private boolean closed;

    RedisLink(Vertx vertx, RedisServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** Connects and finds out whether this is a cluster. */
    Future<RedisCommands> connect(Runnable lost) {
        return open(options().setMaxPoolSize(1)).compose(connection -> isCluster(connection)
                .compose(cluster -> cluster ? connectCluster(lost) : Future.succeededFuture(single(connection, lost))));
    }

    void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }

    private Future<RedisCommands> connectCluster(Runnable lost) {
        client.close();
        return open(options()
                        .setType(RedisClientType.CLUSTER)
                        .setUseReplicas(RedisReplicas.NEVER)
                        .setHashSlotCacheTTL(SLOTS_KNOWN_FOR.toMillis())
                        .setMaxPoolSize(CONNECTIONS_PER_NODE))
                .map(connection -> RedisCommands.ofCluster(watch(connection, lost)));
    }

    private RedisCommands single(RedisConnection connection, Runnable lost) {
        watch(connection, lost);
        var eventLoop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
        return RedisCommands.ofServer(eventLoop, connection);
    }

    private static RedisConnection watch(RedisConnection connection, Runnable lost) {
        connection.exceptionHandler(_ -> lost.run());
        connection.endHandler(_ -> lost.run());
        return connection;
    }

    private Future<RedisConnection> open(RedisOptions options) {
        if (closed) {
            return Future.failedFuture("given up");
        }
        client = Redis.createClient(vertx, options);
        return client.connect();
    }

    private RedisOptions options() {
        return server.options().setMaxWaitingHandlers(MAX_IN_FLIGHT);
    }

    // Where a proxy or an ACL keeps INFO from us, there is one server as far as we can tell.
    private static Future<Boolean> isCluster(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.INFO).arg("cluster"))
                .map(info -> info.toString().contains("cluster_enabled:1"))
                .otherwise(false);
    }
}
