package io.gatehouse.local.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens soon, and looks often. How long it takes says something about the machine only. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SHORT_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private Eventually() {}

    /** Returns as soon as the condition holds. */
    public static void await(BooleanSupplier condition) {
        if (!ask(PATIENCE, SHORT_PAUSE, condition::getAsBoolean, Boolean::booleanValue)) {
            throw new AssertionError("what is waited for did not happen within " + PATIENCE);
        }
    }

    /** Asks again until the answer is this one. */
    public static <T> void await(Supplier<T> question, T expected) {
        var answer = ask(PATIENCE, SHORT_PAUSE, question, expected::equals);
        if (!expected.equals(answer)) {
            throw new AssertionError("after " + PATIENCE + " still " + answer + " instead of " + expected);
        }
    }

    /** The first answer that fits, or the last one when the time is over. */
    public static <T> T ask(Duration patience, Supplier<T> question, Predicate<T> fits) {
        return ask(patience, PAUSE, question, fits);
    }

    private static <T> T ask(Duration patience, long pause, Supplier<T> question, Predicate<T> fits) {
        var end = System.nanoTime() + patience.toNanos();
        var answer = question.get();
        while (!fits.test(answer) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(pause);
            answer = question.get();
        }
        return answer;
    }
}
