package io.gatehouse.bench.measure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends at fixed times, whether or not earlier requests have been answered, and measures each from the time at which it was
 * due. A server that stalls is charged for everybody who waits meanwhile (no coordinated omission).
 */
public final class OpenLoop {

    private static final int DIGITS = 3;

    private final Load load;
    private final Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), DIGITS);
    private final LongAdder failed = new LongAdder();

    public OpenLoop(Load load) {
        this.load = load;
    }

    /** Latencies in microseconds, and how many requests failed, which have a latency too. */
    public record Answers(Histogram micros, long failed) {}

    /** Returns when everything that was sent has been answered. */
    public Answers run(Duration duration) {
        var count = Math.max(1, Math.round(load.perSecond() * duration.toNanos() / TimeUnit.SECONDS.toNanos(1)));
        var interval = TimeUnit.SECONDS.toNanos(1) / load.perSecond();
        var answers = new CompletableFuture<?>[Math.toIntExact(count)];
        var start = System.nanoTime();
        for (int i = 0; i < answers.length; i++) {
            var due = start + Math.round(i * interval);
            await(due);
            answers[i] = load.request().get().handle((good, failure) -> record(due, failure == null && good));
        }
        CompletableFuture.allOf(answers).join();
        return new Answers(micros, failed.sum());
    }

    private Void record(long due, boolean good) {
        micros.recordValue(
                Math.min(micros.getHighestTrackableValue(), TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
        if (!good) {
            failed.increment();
        }
        return null;
    }

    private static void await(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
