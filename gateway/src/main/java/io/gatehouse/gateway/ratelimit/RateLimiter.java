package io.gatehouse.gateway.ratelimit;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.ratelimit.LimitMetrics.Source;
import io.vertx.core.Future;
import java.util.List;

/** Decides whether a request is admitted. One per event loop; not thread-safe. */
public final class RateLimiter {

    private final RedisBuckets redis;
    private final LocalBuckets local;
    private final Denials denials;
    private final LimitMetrics metrics;

    RateLimiter(RedisBuckets redis, LocalBuckets local, Denials denials, LimitMetrics metrics) {
        this.redis = redis;
        this.local = local;
        this.denials = denials;
        this.metrics = metrics;
    }

    /**
     * Counts the request against all policies, or against none when one refuses. Fails with {@code service_unavailable}
     * when a policy that is closed without Redis has to do without.
     */
    public Future<Verdict> admit(List<Policy> policies, Subjects subjects) {
        var buckets = Bucket.of(policies, subjects);
        if (buckets.isEmpty()) {
            return Future.succeededFuture(Verdict.UNLIMITED);
        }
        var remembered = denials.of(buckets);
        if (!remembered.isEmpty()) {
            return Future.succeededFuture(told(new Verdict(remembered), Source.MEMORY));
        }
        if (!redis.available()) {
            return withoutRedis(buckets);
        }
        return redis.decide(buckets)
                .transform(decided -> decided.succeeded()
                        ? Future.succeededFuture(remember(told(new Verdict(decided.result()), Source.REDIS)))
                        : withoutRedis(buckets));
    }

    /** Connects to Redis, or goes on trying in the background. */
    public Future<Boolean> start() {
        return redis.connect();
    }

    public void close() {
        redis.close();
    }

    private Future<Verdict> withoutRedis(List<Bucket> buckets) {
        try {
            return Future.succeededFuture(told(new Verdict(local.decide(buckets)), Source.LOCAL));
        } catch (ApiException closed) {
            return Future.failedFuture(closed);
        }
    }

    private Verdict remember(Verdict verdict) {
        local.learn(verdict.states());
        if (!verdict.admitted()) {
            verdict.states().stream().filter(state -> !state.admitted()).forEach(denials::remember);
        }
        return verdict;
    }

    private Verdict told(Verdict verdict, Source source) {
        verdict.states().forEach(state -> metrics.decided(state, source));
        return verdict;
    }
}
