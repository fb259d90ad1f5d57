package io.gatehouse.gateway.idempotency;

import io.gatehouse.gateway.redis.GuardedRedis;
import io.gatehouse.gateway.redis.RedisCommands;
import io.gatehouse.gateway.redis.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The records in Redis, as one event loop reaches them. What could not be written is written when Redis is back. */
final class Records implements GuardedRedis.Watcher {

    private static final Logger LOG = Logger.getLogger(Records.class);

    // Beyond that, records are left to become unknown: that is honest too, and memory has an end.
    private static final int MOST_UNWRITTEN = 256;
    private static final long RETRY_MILLIS = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final IdempotencyMetrics metrics;
    private final GuardedRedis<RecordScript> redis;
    private final int keysPerCaller;
    private final Deque<Function<RecordScript, Future<?>>> unwritten = new ArrayDeque<>();
    private boolean retrying;

    Records(Vertx vertx, IdempotencyConfig config, IdempotencyMetrics metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.keysPerCaller = config.keysPerCaller();
        var settings = new GuardedRedis.Settings(
                new RedisServer(config.redisUrl(), config.redisCa()),
                config.redisBudget(),
                config.lateReplies(),
                config.probeInterval());
        this.redis = new GuardedRedis<>(vertx, settings, this::warmUp, this);
    }

    Future<Boolean> connect() {
        return redis.connect();
    }

    void close() {
        redis.close();
    }

    /** Fails when Redis is late or gone; a claim that it grants nevertheless is given back. */
    Future<Found> claim(Claim claim) {
        if (!redis.available()) {
            return Future.failedFuture("Redis is left alone");
        }
        return redis.ask(script -> script.claim(claim)).onFailure(_ -> later(script -> script.release(claim)));
    }

    /** Completes when it is written, or when Redis has had its time. */
    Future<Void> finish(Claim claim, Found.State state, Buffer reply) {
        return write(script -> script.finish(claim, state, reply));
    }

    Future<Void> release(Claim claim) {
        return write(script -> script.release(claim));
    }

    @Override
    public void gained() {
        metrics.redis(true);
        retry();
    }

    @Override
    public void lost(String trouble) {
        metrics.redis(false);
        LOG.warnf("Redis is late or gone; requests with an Idempotency-Key are refused until it answers (%s)", trouble);
    }

    @Override
    public void asked(long nanos) {
        metrics.asked(nanos);
    }

    private Future<Void> write(Function<RecordScript, Future<?>> what) {
        return redis.ask(script -> what.apply(script).<Void>mapEmpty()).recover(_ -> {
            later(what);
            return Future.succeededFuture();
        });
    }

    private void later(Function<RecordScript, Future<?>> what) {
        if (unwritten.size() >= MOST_UNWRITTEN) {
            metrics.unwritten();
            return;
        }
        unwritten.add(what);
        if (!retrying) {
            retrying = true;
            vertx.setTimer(RETRY_MILLIS, _ -> retry());
        }
    }

    // Written in their order; what fails again stands at the end.
    private void retry() {
        retrying = false;
        if (!redis.available()) {
            return;
        }
        for (int left = unwritten.size(); left > 0; left--) {
            write(unwritten.poll());
        }
    }

    // Shows that the script runs here, and brings it to a Redis that does not have it yet.
    private Future<RecordScript> warmUp(RedisCommands commands) {
        var script = new RecordScript(commands, keysPerCaller);
        var name = UUID.randomUUID().toString();
        return script.release(new Claim("warm-up", name, name, name, MINUTE, MINUTE))
                .map(script);
    }
}
