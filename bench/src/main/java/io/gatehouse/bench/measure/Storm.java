package io.gatehouse.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Clients who each ask again as soon as they have their answer, and soon after a refusal: a storm is not polite. */
public final class Storm implements AutoCloseable {

    private static final long MILLIS_AFTER_REFUSAL = 100;

    private final int clients;
    private final Supplier<CompletableFuture<Boolean>> request;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final CompletableFuture<?> end;
    private volatile boolean over;

    private Storm(int clients, Supplier<CompletableFuture<Boolean>> request) {
        this.clients = clients;
        this.request = request;
        this.end = CompletableFuture.allOf(
                IntStream.range(0, clients).mapToObj(client -> again()).toArray(CompletableFuture[]::new));
    }

    /** Begins; {@code request} completes with whether it was answered as it should be. */
    public static Storm begin(int clients, Supplier<CompletableFuture<Boolean>> request) {
        return new Storm(clients, request);
    }

    public static Storm none() {
        return new Storm(0, () -> CompletableFuture.completedFuture(true));
    }

    /** How many of its requests were answered as they should be so far. */
    public long answered() {
        return answered.sum();
    }

    /** Counts from now on. */
    public Count count() {
        return new Count(System.nanoTime(), answered.sum(), refused.sum());
    }

    /** Since when, and how many requests had been answered and refused then. */
    public final class Count {

        private final long began;
        private final long answeredBefore;
        private final long refusedBefore;

        private Count(long began, long answeredBefore, long refusedBefore) {
            this.began = began;
            this.answeredBefore = answeredBefore;
            this.refusedBefore = refusedBefore;
        }

        /** Tells how many a second it were, if there is a storm: whoever refuses more has it easier. */
        public void into(Run run) {
            if (clients > 0) {
                run.with(Figure.STORM_ANSWERED, perSecond(answered.sum() - answeredBefore))
                        .with(Figure.STORM_REFUSED, perSecond(refused.sum() - refusedBefore));
            }
        }

        private double perSecond(long requests) {
            return (double) requests * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began);
        }
    }

    /** Returns when the last answer is there. */
    @Override
    public void close() {
        over = true;
        end.join();
    }

    private CompletableFuture<Void> again() {
        return over
                ? CompletableFuture.completedFuture(null)
                : request.get()
                        .handle((good, failure) -> counted(failure == null && good))
                        .thenCompose(good -> good ? CompletableFuture.completedFuture(null) : pause())
                        .thenComposeAsync(next -> again());
    }

    private boolean counted(boolean good) {
        (good ? answered : refused).increment();
        return good;
    }

    private static CompletableFuture<Void> pause() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(MILLIS_AFTER_REFUSAL, TimeUnit.MILLISECONDS));
    }
}
