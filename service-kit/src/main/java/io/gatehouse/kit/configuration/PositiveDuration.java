package io.gatehouse.kit.configuration;

import java.time.Duration;

/** At least a millisecond, which is as short as timers are. */
public final class PositiveDuration extends BoundedDuration {
    public PositiveDuration() {
        super(Duration.ofMillis(1), "from a millisecond");
    }
}
