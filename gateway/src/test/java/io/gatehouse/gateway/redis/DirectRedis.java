package io.gatehouse.gateway.redis;

import io.gatehouse.local.test.RedisTestResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** A connection to a real Redis for scripts that are tried by themselves. */
public record DirectRedis(Vertx vertx, RedisConnection connection) implements AutoCloseable {

    public static DirectRedis connect() {
        RedisTestResource.server().start();
        var vertx = Vertx.vertx();
        var url = "redis://127.0.0.1:" + RedisTestResource.server().port();
        return new DirectRedis(vertx, join(Redis.createClient(vertx, url).connect()));
    }

    public Response send(Request request) {
        return join(connection.send(request));
    }

    public static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
