package io.gatehouse.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * Redis as one event loop reaches it; commands of concurrent requests are pipelined. Not thread-safe. When replies come
 * late too often, or the connection breaks, it stays away from Redis and probes it until it answers again.
 */
public final class GuardedRedis<T> {

    private static final String SILENCE = "no answer in time";

    private final Vertx vertx;
    private final Settings settings;
    private final Function<RedisCommands, Future<T>> prepare;
    private final Watcher watcher;
    private final Deadlines deadlines;

    private RedisLink link;
    private T ready;
    private int lateInARow;
    private String trouble = SILENCE;
    private long probeTimer = -1;
    private boolean closed;

    /**
     * Where it is, and how much patience it gets.
     *
     * @param budget how long a reply may take
     * @param lateReplies in a row, after which Redis is left alone
     * @param probeInterval between two attempts to reach it
     */
    public record Settings(RedisServer server, Duration budget, int lateReplies, Duration probeInterval) {}

    /** Who hears how it goes. */
    public interface Watcher {

        /** Redis answers. */
        void gained();

        /** It was late too often, or is gone; {@code trouble} is what it said last. */
        void lost(String trouble);

        /** How long a reply took. */
        void asked(long nanos);
    }

    /** @param prepare makes what is asked from a new connection, and shows that it answers */
    public GuardedRedis(Vertx vertx, Settings settings, Function<RedisCommands, Future<T>> prepare, Watcher watcher) {
        this.vertx = vertx;
        this.settings = settings;
        this.prepare = prepare;
        this.watcher = watcher;
        this.deadlines = new Deadlines(vertx, settings.budget());
    }

    /** Whether Redis is asked at all right now. */
    public boolean available() {
        return ready != null;
    }

    /** Connects; completes with whether Redis answered. Without an answer it goes on trying in the background. */
    public Future<Boolean> connect() {
        var attempt = new RedisLink(vertx, settings.server());
        link = attempt;
        var probe = Promise.<Void>promise();
        long timer = vertx.setTimer(2L * RedisServer.CONNECT_TIMEOUT_MILLIS, _ -> probe.tryFail(SILENCE));
        attempt.connect(() -> lost(attempt))
                .compose(prepare)
                .onSuccess(prepared -> ready(attempt, prepared))
                .onSuccess(_ -> probe.tryComplete())
                .onFailure(probe::tryFail);
        return probe.future()
                .onComplete(_ -> vertx.cancelTimer(timer))
                .onFailure(_ -> lost(attempt))
                .transform(probed -> Future.succeededFuture(probed.succeeded()));
    }

    /** Fails when Redis is late or gone; an answer that comes too late is heard by the question alone. */
    public <R> Future<R> ask(Function<T, Future<R>> question) {
        if (ready == null) {
            return Future.failedFuture("Redis is left alone");
        }
        var asked = link;
        var promise = Promise.<R>promise();
        long began = System.nanoTime();
        deadlines.watch(promise, began, () -> late(asked));
        question.apply(ready).onComplete(answered -> {
            watcher.asked(System.nanoTime() - began);
            if (answered.failed()) {
                // It may be there and full, or read-only.
                trouble = answered.cause().getMessage();
                if (promise.tryFail(answered.cause())) {
                    late(asked);
                }
            } else if (promise.tryComplete(answered.result())) {
                lateInARow = 0;
            }
        });
        return promise.future();
    }

    public void close() {
        closed = true;
        ready = null;
        vertx.cancelTimer(probeTimer);
        if (link != null) {
            link.close();
        }
    }

    private void ready(RedisLink of, T prepared) {
        if (of != link || closed) {
            return;
        }
        lateInARow = 0;
        ready = prepared;
        watcher.gained();
    }

    private void late(RedisLink asked) {
        if (asked == link && ++lateInARow >= settings.lateReplies()) {
            lost(asked);
        }
    }

    private void lost(RedisLink of) {
        if (of != link || closed) {
            return;
        }
        boolean had = ready != null;
        ready = null;
        link = null;
        of.close();
        probeTimer = vertx.setTimer(settings.probeInterval().toMillis(), _ -> connect());
        var said = trouble;
        trouble = SILENCE;
        if (had) {
            watcher.lost(said);
        }
    }
}
