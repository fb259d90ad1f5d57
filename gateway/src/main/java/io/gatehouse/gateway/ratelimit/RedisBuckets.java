package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The counters in Redis, as one event loop reaches them; commands of concurrent requests are pipelined. Not thread-safe. When
 * replies come late too often, or the connection breaks, it stays away from Redis and probes it until it answers again.
 */
final class RedisBuckets {

    private static final Logger LOG = Logger.getLogger(RedisBuckets.class);

    private static final String SILENCE = "no answer in time";
    private static final int WARM_UPS = 100;
    private static final Limit WARM_UP = new Limit(
            new Policy(
                    "warm-up",
                    new Rate(1_000, Duration.ofSeconds(1), 1_000),
                    List.of(Policy.Key.ROUTE),
                    Map.of(),
                    Policy.WithoutRedis.OPEN,
                    false,
                    0),
            1);

    private final Vertx vertx;
    private final RateLimitConfig config;
    private final LimitMetrics metrics;
    private final Deadlines deadlines;

    private RedisLink link;
    private Counting counting;
    private int lateInARow;
    private String trouble = SILENCE;
    private long probeTimer = -1;
    private boolean warm;
    private boolean closed;

    RedisBuckets(Vertx vertx, RateLimitConfig config, LimitMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
        this.deadlines = new Deadlines(vertx, config.redisBudget());
    }

    /** Whether Redis is asked at all right now. */
    boolean available() {
        return counting != null;
    }

    /** Connects; completes with whether Redis answered. Without an answer it goes on trying in the background. */
    Future<Boolean> connect() {
        var attempt = new RedisLink(vertx, config.redisUrl());
        link = attempt;
        var probe = Promise.<Void>promise();
        long timer = vertx.setTimer(2L * RedisLink.CONNECT_TIMEOUT_MILLIS, _ -> probe.tryFail(SILENCE));
        attempt.connect(() -> lost(attempt))
                .compose(this::warmUp)
                .onSuccess(warmed -> ready(attempt, warmed))
                .onSuccess(_ -> probe.tryComplete())
                .onFailure(probe::tryFail);
        return probe.future()
                .onComplete(_ -> vertx.cancelTimer(timer))
                .onFailure(_ -> lost(attempt))
                .transform(probed -> Future.succeededFuture(probed.succeeded()));
    }

    /** One round trip for all buckets. Fails when Redis is late or gone. */
    Future<List<PolicyState>> decide(List<Bucket> buckets) {
        var asked = link;
        var promise = Promise.<List<PolicyState>>promise();
        long began = System.nanoTime();
        deadlines.watch(promise, began, () -> late(asked));
        counting.decide(buckets).onComplete(decided -> {
            metrics.asked(System.nanoTime() - began);
            if (decided.failed()) {
                // It may be there and full, or read-only.
                trouble = decided.cause().getMessage();
                if (promise.tryFail(decided.cause())) {
                    late(asked);
                }
            } else if (promise.tryComplete(decided.result())) {
                lateInARow = 0;
            }
        });
        return promise.future();
    }

    void close() {
        closed = true;
        counting = null;
        vertx.cancelTimer(probeTimer);
        if (link != null) {
            link.close();
        }
    }

    // The first replies come late because our own code is cold, and nobody should be counted elsewhere for that.
    private Future<Counting> warmUp(Counting cold) {
        var bucket = new Bucket(
                WARM_UP.terms(Set.of()), "warm-up", Bucket.key(WARM_UP.policy(), "warm-up"), new Standing(false));
        var runs = Future.<List<PolicyState>>succeededFuture();
        for (int run = warm ? WARM_UPS - 1 : 0; run < WARM_UPS; run++) {
            runs = runs.compose(_ -> cold.decide(List.of(bucket)));
        }
        return runs.onSuccess(_ -> warm = true).map(cold);
    }

    private void ready(RedisLink of, Counting warmed) {
        if (of != link || closed) {
            return;
        }
        lateInARow = 0;
        counting = warmed;
        metrics.redis(true);
        LOG.info("Rate limits are counted in Redis");
    }

    private void late(RedisLink asked) {
        if (asked == link && ++lateInARow >= config.lateReplies()) {
            lost(asked);
        }
    }

    private void lost(RedisLink of) {
        if (of != link || closed) {
            return;
        }
        if (counting != null) {
            metrics.redis(false);
            LOG.warnf("Redis is late or gone; rate limits are decided without it until it answers (%s)", trouble);
        }
        trouble = SILENCE;
        counting = null;
        link = null;
        of.close();
        probeTimer = vertx.setTimer(config.probeInterval().toMillis(), _ -> connect());
    }
}
