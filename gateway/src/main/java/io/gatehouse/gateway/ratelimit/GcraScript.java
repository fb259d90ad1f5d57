package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The script that counts, as one connection's Redis knows it: how it is asked, and what its numbers mean. */
final class GcraScript {

    private static final String SOURCE = read("/gcra.lua");
    private static final int NUMBERS_PER_BUCKET = 4;

    private final RedisConnection connection;
    private final String hash;

    private GcraScript(RedisConnection connection, String hash) {
        this.connection = connection;
        this.hash = hash;
    }

    static Future<GcraScript> load(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SOURCE))
                .map(hash -> new GcraScript(connection, hash.toString()));
    }

    /** One round trip for all buckets; two when Redis has forgotten the script. */
    Future<List<PolicyState>> decide(List<Bucket> buckets) {
        return connection
                .send(command(Command.EVALSHA, hash, buckets))
                .recover(failure ->
                        failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT")
                                ? connection.send(command(Command.EVAL, SOURCE, buckets))
                                : Future.failedFuture(failure))
                .map(reply -> states(buckets, reply));
    }

    private static Request command(Command command, String script, List<Bucket> buckets) {
        var request = Request.cmd(command).arg(script).arg(buckets.size());
        buckets.forEach(bucket -> request.arg(bucket.key()));
        for (var bucket : buckets) {
            request.arg(bucket.policy().emissionMicros()).arg(bucket.policy().burstMicros());
        }
        return request;
    }

    private static List<PolicyState> states(List<Bucket> buckets, Response reply) {
        var states = new ArrayList<PolicyState>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            int at = 1 + NUMBERS_PER_BUCKET * i;
            states.add(new PolicyState(
                    buckets.get(i),
                    reply.get(at).toInteger() == 1,
                    reply.get(at + 1).toLong(),
                    reply.get(at + 2).toLong(),
                    reply.get(at + 3).toLong()));
        }
        return states;
    }

    private static String read(String resource) {
        try (var in = GcraScript.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
