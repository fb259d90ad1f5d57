package io.gatehouse.auth;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Asks at a fixed rate, whether answers come or not, and counts each answer's time from when its question was due. */
public final class FixedRate {

    private FixedRate() {}

    /** The sorted times of so many answers; fails if one of the questions fails. */
    public static CompletableFuture<List<Duration>> ask(
            Duration period, int times, Supplier<CompletableFuture<?>> question) {
        var start = System.nanoTime();
        var answers = IntStream.range(0, times)
                .mapToObj(turn -> askAt(start + turn * period.toNanos(), question))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        answers.stream().map(CompletableFuture::join).sorted().toList());
    }

    /** The time that so many of a hundred answers kept. */
    public static Duration percentile(int percent, List<Duration> sorted) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    private static CompletableFuture<Duration> askAt(long due, Supplier<CompletableFuture<?>> question) {
        var then = CompletableFuture.delayedExecutor(due - System.nanoTime(), NANOSECONDS, Runnable::run);
        return CompletableFuture.runAsync(() -> {}, then)
                .thenCompose(now -> question.get())
                .thenApply(answer -> Duration.ofNanos(System.nanoTime() - due));
    }
}
