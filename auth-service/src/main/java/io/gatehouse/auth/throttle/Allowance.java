package io.gatehouse.auth.throttle;

import java.time.Duration;

/**
 * How many tries are free, and how the delay grows after them: it doubles with each further one.
 *
 * @param memory how long a counter is kept after its last try
 */
record Allowance(long freeTries, Duration firstDelay, Duration longestDelay, Duration memory) {

    private static final int MAX_DOUBLINGS = 30;

    Allowance withLongestDelay(Duration other) {
        return new Allowance(freeTries, firstDelay, other, memory);
    }

    /** What has to pass after so many tries until the next one. {@code guess-take.lua} computes the same. */
    long delayMillis(long tries) {
        if (tries < freeTries) {
            return 0;
        }
        var doublings = Math.min(tries - freeTries, MAX_DOUBLINGS);
        return Math.min(firstDelay.toMillis() << doublings, longestDelay.toMillis());
    }
}
