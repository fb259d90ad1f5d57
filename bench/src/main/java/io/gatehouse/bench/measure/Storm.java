package io.gatehouse.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Clients who each sign in again as soon as they have their answer, and soon after a refusal: a storm is not polite. */
public final class Storm implements AutoCloseable {

    private static final long MILLIS_AFTER_REFUSAL = 100;

    private final Supplier<CompletableFuture<Boolean>> signIn;
    private final CompletableFuture<?> end;
    private volatile boolean over;

    private Storm(int clients, Supplier<CompletableFuture<Boolean>> signIn) {
        this.signIn = signIn;
        this.end = CompletableFuture.allOf(
                IntStream.range(0, clients).mapToObj(client -> again()).toArray(CompletableFuture[]::new));
    }

    /** Begins; {@code signIn} completes with whether it was let in. */
    public static Storm begin(int clients, Supplier<CompletableFuture<Boolean>> signIn) {
        return new Storm(clients, signIn);
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
                : signIn.get()
                        .handle((in, failure) -> failure == null && in)
                        .thenCompose(in -> in ? CompletableFuture.completedFuture(null) : pause())
                        .thenComposeAsync(next -> again());
    }

    private static CompletableFuture<Void> pause() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(MILLIS_AFTER_REFUSAL, TimeUnit.MILLISECONDS));
    }
}
