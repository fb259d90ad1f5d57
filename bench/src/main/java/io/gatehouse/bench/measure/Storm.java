package io.gatehouse.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Clients who each ask again as soon as they have their answer, and soon after a refusal: a storm is not polite. */
public final class Storm implements AutoCloseable {

    private static final long MILLIS_AFTER_REFUSAL = 100;

    private final Supplier<CompletableFuture<Boolean>> request;
    private final CompletableFuture<?> end;
    private volatile boolean over;

    private Storm(int clients, Supplier<CompletableFuture<Boolean>> request) {
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
                        .handle((good, failure) -> failure == null && good)
                        .thenCompose(good -> good ? CompletableFuture.completedFuture(null) : pause())
                        .thenComposeAsync(next -> again());
    }

    private static CompletableFuture<Void> pause() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(MILLIS_AFTER_REFUSAL, TimeUnit.MILLISECONDS));
    }
}
