package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The script that counts, on one connection: how it is asked, and what its numbers mean. */
final class GcraScript implements Counting {

    private static final RedisScript SCRIPT = new RedisScript("/gcra.lua");

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
        return SCRIPT.run(redis, alone, request -> addDemands(request, buckets)).map(reply -> states(buckets, reply));
    }

    /** Takes back what was counted for these buckets, all of one subject. */
    Future<Response> giveBack(List<Bucket> buckets) {
        return SCRIPT.run(redis, alone, request -> addReturns(request, buckets));
    }

    private static void addReturns(Request request, List<Bucket> buckets) {
        request.arg(buckets.size());
        buckets.forEach(bucket -> request.arg(bucket.key()));
        request.arg(0);
        for (var bucket : buckets) {
            var taken = bucket.terms().demand();
            add(
                    request,
                    Terms.arguments(new Demand(taken.emission(), taken.burst(), -bucket.granted(), -bucket.granted())));
        }
    }

    private static void addDemands(Request request, List<Bucket> buckets) {
        request.arg(buckets.size());
        int enforced = 0;
        for (var bucket : buckets) {
            request.arg(bucket.key());
            enforced += bucket.terms().policy().shadow() ? 0 : 1;
        }
        request.arg(enforced);
        for (var bucket : buckets) {
            add(request, bucket.arguments());
        }
    }

    private static void add(Request request, byte[][] arguments) {
        for (var argument : arguments) {
            request.arg(argument);
        }
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
}
