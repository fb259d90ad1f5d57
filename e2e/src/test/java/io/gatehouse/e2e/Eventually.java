package io.gatehouse.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer is the one that is waited for. */
final class Eventually {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private Eventually() {}

    /** The first answer that fits, or the last one when the time is over. */
    static <T> T ask(Duration patience, Supplier<T> question, Predicate<T> fits) {
        var end = System.nanoTime() + patience.toNanos();
        var answer = question.get();
        while (!fits.test(answer) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE);
            answer = question.get();
        }
        return answer;
    }
}
