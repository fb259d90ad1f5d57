package io.gatehouse.gateway.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the commands of all requests that one turn of the event loop brings as one write: the system call costs more than
 * everything else about a command. A failure of one is a failure of all of them, so this is for commands that fail only
 * for reasons which concern all alike. Belongs to one event loop.
 */
final class CommandBatch {

    private final Context eventLoop;
    private final RedisConnection connection;
    private List<Request> commands = new ArrayList<>();
    private List<Promise<Response>> replies = new ArrayList<>();

    CommandBatch(Context eventLoop, RedisConnection connection) {
        this.eventLoop = eventLoop;
        this.connection = connection;
    }

    Future<Response> send(Request command) {
        if (commands.isEmpty()) {
            // What is run on it comes after everything that the sockets have brought.
            eventLoop.runOnContext(_ -> sendAll());
        }
        var reply = Promise.<Response>promise();
        commands.add(command);
        replies.add(reply);
        return reply.future();
    }

    private void sendAll() {
        var asked = replies;
        var sent = commands;
        replies = new ArrayList<>(asked.size());
        commands = new ArrayList<>(sent.size());
        if (sent.size() == 1) {
            connection.send(sent.getFirst()).onComplete(asked.getFirst());
        } else {
            connection.batch(sent).onComplete(answered -> answer(asked, answered));
        }
    }

    private static void answer(List<Promise<Response>> asked, AsyncResult<List<Response>> answered) {
        for (int i = 0; i < asked.size(); i++) {
            if (answered.succeeded()) {
                asked.get(i).complete(answered.result().get(i));
            } else {
                asked.get(i).fail(answered.cause());
            }
        }
    }
}
