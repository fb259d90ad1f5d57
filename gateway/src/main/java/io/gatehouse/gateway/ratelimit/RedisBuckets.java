package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.redis.GuardedRedis;
import io.gatehouse.gateway.redis.RedisCommands;
import io.gatehouse.gateway.redis.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** The counters in Redis, as one event loop reaches them. Not thread-safe. */
final class RedisBuckets implements GuardedRedis.Watcher {

    private static final Logger LOG = Logger.getLogger(RedisBuckets.class);

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

    private final LimitMetrics metrics;
    private final GuardedRedis<Counting> redis;
    private boolean warm;

    RedisBuckets(Vertx vertx, RateLimitConfig config, LimitMetrics metrics) {
        this.metrics = metrics;
        var settings = new GuardedRedis.Settings(
                new RedisServer(config.redisUrl(), config.redisCa()),
                config.redisBudget(),
                config.lateReplies(),
                config.probeInterval());
        this.redis = new GuardedRedis<>(vertx, settings, this::warmUp, this);
    }

    /** Whether Redis is asked at all right now. */
    boolean available() {
        return redis.available();
    }

    /** Connects; completes with whether Redis answered. Without an answer it goes on trying in the background. */
    Future<Boolean> connect() {
        return redis.connect();
    }

    /** One round trip for all buckets. Fails when Redis is late or gone. */
    Future<List<PolicyState>> decide(List<Bucket> buckets) {
        return redis.ask(counting -> counting.decide(buckets));
    }

    void close() {
        redis.close();
    }

    @Override
    public void gained() {
        metrics.redis(true);
        LOG.info("Rate limits are counted in Redis");
    }

    @Override
    public void lost(String trouble) {
        metrics.redis(false);
        LOG.warnf("Redis is late or gone; rate limits are decided without it until it answers (%s)", trouble);
    }

    @Override
    public void asked(long nanos) {
        metrics.asked(nanos);
    }

    // The first replies come late because our own code is cold, and nobody should be counted elsewhere for that.
    private Future<Counting> warmUp(RedisCommands commands) {
        // It fails for no reason that is its keys': it reads, and SET replaces, whatever stands there.
        var script = new GcraScript(commands::send, commands::sendAlone);
        Counting cold = commands.cluster() ? new ClusterCounting(script) : script;
        var bucket = new Bucket(
                WARM_UP.terms(Set.of()), "warm-up", Bucket.key(WARM_UP.policy(), "warm-up"), new Standing(false));
        var runs = Future.<List<PolicyState>>succeededFuture();
        for (int run = warm ? WARM_UPS - 1 : 0; run < WARM_UPS; run++) {
            runs = runs.compose(_ -> cold.decide(List.of(bucket)));
        }
        return runs.onSuccess(_ -> warm = true).map(cold);
    }
}
