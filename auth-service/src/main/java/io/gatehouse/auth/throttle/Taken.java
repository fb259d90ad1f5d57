package io.gatehouse.auth.throttle;

import java.time.Duration;
import java.util.List;

/**
 * What came out of asking for a try.
 *
 * @param delay what has to pass before the next request for one; zero when the try may be made
 * @param marks what each counter has to be given back by; {@link #NOT_COUNTED} for one that was not counted
 */
record Taken(Tally tally, Duration delay, List<Long> marks, Source source) {

    static final long NOT_COUNTED = -1;

    /** Who counted, and has to be told of the outcome. */
    enum Source {
        REDIS,
        LOCAL
    }

    boolean isAdmitted() {
        return delay.isZero();
    }
}
