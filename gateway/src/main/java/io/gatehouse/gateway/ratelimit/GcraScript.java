package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** The script that counts, on one connection: how it is asked, and what its numbers mean. */
final class GcraScript implements Counting {

    private static final byte[] SOURCE = read("/gcra.lua");
    private static final byte[] HASH = sha1(SOURCE);

    // Of the reply: the time and the whole decision stand before the buckets.
    private static final int NUMBERS_BEFORE = 2;
    private static final int NUMBERS_PER_BUCKET = 4;

    private final Function<Request, Future<Response>> redis;
    private final Function<Request, Future<Response>> alone;

    /** @param redis sends a command on the connection */
    GcraScript(Function<Request, Future<Response>> redis) {
        this(redis, redis);
    }

    /**
     * @param redis sends a command, perhaps together with others, which it then fails with
     * @param alone sends a command whose failure is its own
     */
    GcraScript(Function<Request, Future<Response>> redis, Function<Request, Future<Response>> alone) {
        this.redis = redis;
        this.alone = alone;
    }

    /** One round trip for all buckets; two when Redis does not have the script yet. */
    @Override
    public Future<List<PolicyState>> decide(List<Bucket> buckets) {
        return redis.apply(request(Command.EVALSHA, HASH, buckets))
                .compose(
                        reply -> Future.succeededFuture(states(buckets, reply)),
                        failure -> isUnknown(failure)
                                ? alone.apply(request(Command.EVAL, SOURCE, buckets))
                                        .map(reply -> states(buckets, reply))
                                : Future.failedFuture(failure));
    }

    /** Takes back what was counted for these buckets, all of one subject. */
    Future<Response> giveBack(List<Bucket> buckets) {
        var request = Request.cmd(Command.EVALSHA).arg(HASH).arg(buckets.size());
        buckets.forEach(bucket -> request.arg(bucket.key()));
        request.arg(0);
        for (var bucket : buckets) {
            var taken = bucket.terms().demand();
            add(
                    request,
                    Terms.arguments(new Demand(taken.emission(), taken.burst(), -bucket.granted(), -bucket.granted())));
        }
        return redis.apply(request);
    }

    private static Request request(Command command, byte[] script, List<Bucket> buckets) {
        var request = Request.cmd(command).arg(script).arg(buckets.size());
        int enforced = 0;
        for (var bucket : buckets) {
            request.arg(bucket.key());
            enforced += bucket.terms().policy().shadow() ? 0 : 1;
        }
        request.arg(enforced);
        for (var bucket : buckets) {
            add(request, bucket.arguments());
        }
        return request;
    }

    private static void add(Request request, byte[][] arguments) {
        for (var argument : arguments) {
            request.arg(argument);
        }
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("NOSCRIPT");
    }

    private static List<PolicyState> states(List<Bucket> buckets, Response reply) {
        boolean counted = reply.get(1).toInteger() == 1;
        var states = new ArrayList<PolicyState>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            states.add(state(buckets.get(i), counted, reply, NUMBERS_BEFORE + NUMBERS_PER_BUCKET * i));
        }
        return states;
    }

    private static PolicyState state(Bucket bucket, boolean counted, Response reply, int at) {
        long permits = reply.get(at).toLong();
        bucket.grant(counted ? permits : 0);
        // What was fetched beyond the need is still there for the subject.
        return new PolicyState(
                bucket,
                permits > 0,
                reply.get(at + 1).toLong() + bucket.ahead(),
                reply.get(at + 2).toLong(),
                reply.get(at + 3).toLong(),
                Mode.REDIS);
    }

    private static byte[] read(String resource) {
        try (var in = GcraScript.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // SHA-1 is how Redis names scripts.
    private static byte[] sha1(byte[] source) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
