package io.gatehouse.gateway.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Function;

/**
 * An open connection.
 *
 * @param batched sends a command, perhaps together with others, which it then fails with
 * @param single sends a command whose failure is its own
 * @param cluster whether a command's keys must lie in one slot
 */
public record RedisCommands(
        Function<Request, Future<Response>> batched, Function<Request, Future<Response>> single, boolean cluster) {

    /** What one turn of the event loop brings goes out as one write. */
    public static RedisCommands ofServer(Context eventLoop, RedisConnection connection) {
        return new RedisCommands(new CommandBatch(eventLoop, connection)::send, connection::send, false);
    }

    static RedisCommands ofCluster(RedisConnection connection) {
        return new RedisCommands(connection::send, connection::send, true);
    }

    public Future<Response> send(Request command) {
        return batched.apply(command);
    }

    public Future<Response> sendAlone(Request command) {
        return single.apply(command);
    }
}
