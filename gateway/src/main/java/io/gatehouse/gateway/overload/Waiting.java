package io.gatehouse.gateway.overload;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests have been without an answer for how long. Nobody writes down when each of them began: of all that had begun by some
 * moment, those that have not ended are at least so many as there are more of them than have ended at all.
 */
final class Waiting {

    private static final long STEP = Duration.ofMillis(10).toNanos();
    private static final int STEPS = 128;

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    // They belong to the clock.
    private final long[] times = new long[STEPS];
    private final long[] begunBy = new long[STEPS];
    private long steps;

    void began() {
        begun.increment();
    }

    void ended() {
        ended.increment();
    }

    /** To be called often; remembers where it is now. */
    void step(long now) {
        if (steps > 0 && now - times[at(steps - 1)] < STEP) {
            return;
        }
        times[at(steps)] = now;
        begunBy[at(steps)] = begun.sum();
        steps++;
    }

    /** How many at the least; none where that is longer than is remembered. */
    long longerThan(long nanos, long now) {
        long gone = ended.sum();
        for (long step = steps - 1; step >= 0 && step > steps - STEPS; step--) {
            long then = begunBy[at(step)];
            if (then <= gone) {
                return 0;
            }
            if (now - times[at(step)] >= nanos) {
                return then - gone;
            }
        }
        return 0;
    }

    private static int at(long step) {
        return Math.floorMod(step, STEPS);
    }
}
