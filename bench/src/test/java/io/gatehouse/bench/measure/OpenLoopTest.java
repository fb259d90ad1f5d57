package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void requestsAreSentWithoutWaitingForAnswers() {
        var last = new CompletableFuture<Boolean>();
        var sent = new AtomicInteger();
        Supplier<CompletableFuture<Boolean>> request = () -> {
            if (sent.incrementAndGet() == 10) {
                last.complete(true);
            }
            return last;
        };

        var answers = new OpenLoop(new Load("", 100, request)).run(Duration.ofMillis(100));

        assertThat(answers.micros().getTotalCount()).isEqualTo(10);
        assertThat(answers.failed()).isZero();
    }

    @Test
    void requestsHeldUpByAStallAreMeasuredFromWhenTheyWereDue() {
        var sent = new AtomicInteger();
        Supplier<CompletableFuture<Boolean>> request = () -> {
            if (sent.getAndIncrement() == 0) {
                stall(Duration.ofMillis(200));
            }
            return CompletableFuture.completedFuture(true);
        };

        var answers = new OpenLoop(new Load("", 100, request)).run(Duration.ofMillis(100));

        // The last one was due 90 ms after the first, and is sent only when the stall is over.
        assertThat(answers.micros().getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toMicros(100));
    }

    @Test
    void refusalsAndFailuresAreCounted() {
        var sent = new AtomicInteger();
        Supplier<CompletableFuture<Boolean>> request = () -> sent.getAndIncrement() == 0
                ? CompletableFuture.completedFuture(false)
                : CompletableFuture.failedFuture(new IllegalStateException());

        var answers = new OpenLoop(new Load("", 100, request)).run(Duration.ofMillis(20));

        assertThat(answers.failed()).isEqualTo(2);
    }

    private static void stall(Duration time) {
        for (var end = System.nanoTime() + time.toNanos(); System.nanoTime() - end < 0; ) {
            Thread.onSpinWait();
        }
    }
}
