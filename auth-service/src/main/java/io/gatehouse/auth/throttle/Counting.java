package io.gatehouse.auth.throttle;

import java.time.Duration;

/** What one kind of counter allows. */
interface Counting {

    /** Tries before the first delay. */
    int freeTries();

    /** The delay after the last free try; it doubles with each further one. */
    Duration firstDelay();

    /** What the delay grows to. */
    Duration longestDelay();

    /** How long a counter is kept after its last try. */
    Duration memory();
}
