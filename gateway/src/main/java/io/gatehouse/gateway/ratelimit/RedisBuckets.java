package io.gatehouse.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The counters in Redis, through one connection of one event loop; commands of concurrent requests are pipelined. Not
 * thread-safe. When replies come late too often, or the connection breaks, it stays away from Redis and probes it until
 * it answers again.
 */
final class RedisBuckets {

    private static final Logger LOG = Logger.getLogger(RedisBuckets.class);

    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    // With a budget of 10 ms this many unanswered commands mean that Redis answers nobody.
    private static final int MAX_IN_FLIGHT = 8_192;

    private static final int WARM_UPS = 100;
    private static final Bucket WARM_UP = new Bucket(
            new Policy("warm-up", 1_000, Duration.ofSeconds(1), Policy.Key.ROUTE, Policy.WithoutRedis.OPEN),
            "gatehouse:limit:{warm-up}");

    private final Vertx vertx;
    private final RateLimitConfig config;
    private final Consumer<Boolean> onChange;

    private Redis client;
    private GcraScript script;
    private int lateInARow;
    private long probeTimer = -1;
    private boolean warm;
    private boolean closed;

    /** @param onChange told whenever Redis is found (true) or lost (false) */
    RedisBuckets(Vertx vertx, RateLimitConfig config, Consumer<Boolean> onChange) {
        this.vertx = vertx;
        this.config = config;
        this.onChange = onChange;
    }

    /** Whether Redis is asked at all right now. */
    boolean available() {
        return script != null;
    }

    /** Connects; completes with whether Redis answered. Without an answer it goes on trying in the background. */
    Future<Boolean> connect() {
        client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(config.redisUrl())
                        .setMaxPoolSize(1)
                        .setMaxWaitingHandlers(MAX_IN_FLIGHT)
                        .setNetClientOptions(new NetClientOptions()
                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                .setTcpNoDelay(true)));
        var attempt = client;
        var probe = Promise.<Void>promise();
        long timer = vertx.setTimer(2L * CONNECT_TIMEOUT_MILLIS, _ -> probe.tryFail("no answer"));
        attempt.connect()
                .compose(candidate -> GcraScript.load(candidate)
                        .compose(this::warmUp)
                        .onSuccess(loaded -> ready(attempt, candidate, loaded)))
                .onSuccess(_ -> probe.tryComplete())
                .onFailure(probe::tryFail);
        return probe.future()
                .onComplete(_ -> vertx.cancelTimer(timer))
                .onFailure(_ -> lost(attempt))
                .transform(probed -> Future.succeededFuture(probed.succeeded()));
    }

    /** One round trip for all buckets. Fails when Redis is late or gone. */
    Future<List<PolicyState>> decide(List<Bucket> buckets) {
        var asked = client;
        var promise = Promise.<List<PolicyState>>promise();
        long timer = vertx.setTimer(config.redisBudget().toMillis(), _ -> {
            if (promise.tryFail("late")) {
                late(asked);
            }
        });
        script.decide(buckets).onComplete(decided -> {
            vertx.cancelTimer(timer);
            if (decided.succeeded()) {
                if (promise.tryComplete(decided.result())) {
                    lateInARow = 0;
                }
            } else if (promise.tryFail(decided.cause())) {
                late(asked);
            }
        });
        return promise.future();
    }

    void close() {
        closed = true;
        script = null;
        vertx.cancelTimer(probeTimer);
        if (client != null) {
            client.close();
        }
    }

    // The first replies come late because our own code is cold, and nobody should be counted elsewhere for that.
    private Future<GcraScript> warmUp(GcraScript loaded) {
        var runs = Future.<List<PolicyState>>succeededFuture();
        for (int run = warm ? WARM_UPS : 0; run < WARM_UPS; run++) {
            runs = runs.compose(_ -> loaded.decide(List.of(WARM_UP)));
        }
        return runs.onSuccess(_ -> warm = true).map(loaded);
    }

    private void ready(Redis of, RedisConnection candidate, GcraScript loaded) {
        if (of != client || closed) {
            return;
        }
        candidate.exceptionHandler(_ -> lost(of));
        candidate.endHandler(_ -> lost(of));
        lateInARow = 0;
        script = loaded;
        onChange.accept(true);
        LOG.info("Rate limits are counted in Redis");
    }

    private void late(Redis asked) {
        if (asked == client && ++lateInARow >= config.lateReplies()) {
            lost(asked);
        }
    }

    private void lost(Redis of) {
        if (of != client || closed) {
            return;
        }
        if (script != null) {
            onChange.accept(false);
            LOG.warn("Redis is late or gone; rate limits are decided without it until it answers");
        }
        script = null;
        client = null;
        of.close();
        probeTimer = vertx.setTimer(config.probeInterval().toMillis(), _ -> connect());
    }
}
