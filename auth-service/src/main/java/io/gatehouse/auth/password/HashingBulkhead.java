package io.gatehouse.auth.password;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashing's own threads. A storm of sign-ins fills this and nothing else: fewer threads than cores, so that event loops
 * always find one, a bounded queue before them, a bounded wait in it, and 503 beyond. Results come back on the Vert.x
 * context that asked, so the next query of the pipeline finds its session.
 */
@Singleton
class HashingBulkhead {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final ThreadLocal<Boolean> TOLD = ThreadLocal.withInitial(() -> false);

    private final Vertx vertx;
    private final WorkerExecutor executor;
    private final int threads;
    private final int capacity;
    private final Duration maxWait;
    private final boolean schedIdle;
    private final AtomicInteger inside = new AtomicInteger();
    private final Timer waits;
    private final Counter rejections;

    HashingBulkhead(Vertx vertx, PasswordConfig config, MeterRegistry meters) {
        this.threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        this.vertx = vertx;
        this.executor = vertx.createSharedWorkerExecutor("password-hashing", threads, 1, TimeUnit.MINUTES);
        this.capacity = threads + config.queue();
        this.maxWait = config.maxWait();
        this.schedIdle = config.schedIdle();
        this.waits = Timer.builder("gatehouse.password.hash.wait")
                .description("How long hashes wait for a thread")
                .publishPercentileHistogram()
                .register(meters);
        this.rejections = Counter.builder("gatehouse.password.hash.rejections")
                .description("Hashes refused because the queue was full or the wait too long")
                .register(meters);
        Gauge.builder("gatehouse.password.hash.inside", inside, AtomicInteger::get)
                .description("Hashes waiting or being computed")
                .register(meters);
    }

    @PreDestroy
    void close() {
        executor.close();
    }

    /** How many hashes are computed at the same time. */
    int threads() {
        return threads;
    }

    /** Fails with {@code service_unavailable} while the queue is full. */
    Uni<Void> requireRoom() {
        return Uni.createFrom().voidItem().invoke(() -> {
            if (inside.get() >= capacity) {
                throw rejection();
            }
        });
    }

    /** Runs the work on a hashing thread, or fails with {@code service_unavailable} when it would not start in time. */
    <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().completionStage(() -> admit(work).toCompletionStage());
    }

    private <T> Future<T> admit(Callable<T> work) {
        if (inside.incrementAndGet() > capacity) {
            inside.decrementAndGet();
            return Future.failedFuture(rejection());
        }
        var answer = Promise.<T>promise();
        var turn = new AtomicBoolean();
        var patience = vertx.setTimer(maxWait.toMillis(), timer -> {
            if (turn.compareAndSet(false, true)) {
                answer.fail(rejection());
            }
        });
        var sample = Timer.start();
        executor.executeBlocking(
                        () -> {
                            if (!turn.compareAndSet(false, true)) {
                                return null; // the caller has its 503 already
                            }
                            sample.stop(waits);
                            yieldToServing();
                            return work.call();
                        },
                        false)
                .onComplete(outcome -> {
                    inside.decrementAndGet();
                    vertx.cancelTimer(patience);
                    if (outcome.succeeded()) {
                        answer.tryComplete(outcome.result());
                    } else {
                        answer.tryFail(outcome.cause());
                    }
                });
        return answer.future();
    }

    // The threads are this bulkhead's own and stay as they are once told.
    private void yieldToServing() {
        if (schedIdle && !TOLD.get()) {
            TOLD.set(true);
            IdleScheduling.take();
        }
    }

    private ApiException rejection() {
        rejections.increment();
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY_AFTER);
    }
}
