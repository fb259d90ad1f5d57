package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Decides whether a request is admitted. One per event loop; not thread-safe. */
public final class RateLimiter {

    private static final Logger LOG = Logger.getLogger(RateLimiter.class);

    private final RedisBuckets redis;
    private final LocalBuckets local;
    private final Memory memory;
    private final LimitMetrics metrics;
    private final boolean xFields;

    RateLimiter(RedisBuckets redis, LocalBuckets local, Memory memory, LimitMetrics metrics, boolean xFields) {
        this.redis = redis;
        this.local = local;
        this.memory = memory;
        this.metrics = metrics;
        this.xFields = xFields;
    }

    /** Counts the request against all limits, or against none when one refuses. */
    public Future<Verdict> admit(List<Limit> limits, Subjects subjects) {
        var buckets = Bucket.of(limits, subjects, memory::of);
        if (buckets.isEmpty()) {
            return Future.succeededFuture(Verdict.UNLIMITED);
        }
        long now = Standing.now();
        var refused = refusals(buckets, now);
        if (!refused.isEmpty()) {
            return Future.succeededFuture(told(refused));
        }
        var asked = withoutLease(buckets, now);
        if (asked.isEmpty()) {
            return Future.succeededFuture(settled(buckets, List.of(), now));
        }
        if (!redis.available()) {
            return Future.succeededFuture(settled(buckets, local.decide(asked), now));
        }
        return redis.decide(asked)
                .transform(decided -> Future.succeededFuture(
                        settled(buckets, decided.succeeded() ? learnt(decided.result()) : local.decide(asked), now)));
    }

    /** The refusal by one of these limits that is remembered, without counting or asking anybody; or null. */
    public Verdict remembered(List<Limit> limits, Subjects subjects) {
        var known = Bucket.of(limits, subjects, memory::find);
        var refused = redis.available() ? refusals(known, Standing.now()) : local.refusals(known);
        return refused.isEmpty() ? null : told(refused);
    }

    /** Connects to Redis, or goes on trying in the background. */
    public Future<Boolean> start() {
        return redis.connect();
    }

    public void close() {
        redis.close();
    }

    private static List<PolicyState> refusals(List<Bucket> buckets, long now) {
        List<PolicyState> refused = List.of();
        for (var bucket : buckets) {
            var refusal =
                    bucket.terms().policy().shadow() ? null : bucket.standing().refusal(bucket, now);
            if (refusal != null) {
                refused = refused.isEmpty() ? new ArrayList<>(buckets.size()) : refused;
                refused.add(refusal);
            }
        }
        return refused;
    }

    private static List<Bucket> withoutLease(List<Bucket> buckets, long now) {
        var asked = new ArrayList<Bucket>(buckets.size());
        for (var bucket : buckets) {
            if (!bucket.spendLease(now)) {
                asked.add(bucket);
            }
        }
        return asked;
    }

    private static List<PolicyState> learnt(List<PolicyState> states) {
        for (var state : states) {
            state.bucket().standing().learn(state);
        }
        return states;
    }

    /** The verdict on all buckets, of which {@code decided} are those that no lease has covered. */
    private Verdict settled(List<Bucket> buckets, List<PolicyState> decided, long began) {
        var states = decided;
        if (decided.size() < buckets.size()) {
            states = new ArrayList<>(buckets.size());
            var rest = decided.iterator();
            for (var bucket : buckets) {
                states.add(bucket.leased() ? bucket.standing().spent(bucket, began) : rest.next());
            }
        }
        var verdict = told(states);
        for (var bucket : buckets) {
            bucket.settle(verdict.admitted());
        }
        return verdict;
    }

    private Verdict told(List<PolicyState> states) {
        for (var state : states) {
            metrics.decided(state);
            if (!state.admitted() && !state.refuses()) {
                LOG.debugf(
                        "%s would be refused if it were no shadow",
                        state.bucket().key());
            }
        }
        return new Verdict(states, xFields);
    }
}
