package io.gatehouse.kit.configuration;

import java.time.Duration;

/** No time, or any. */
public final class NotNegativeDuration extends BoundedDuration {
    public NotNegativeDuration() {
        super(Duration.ZERO, "from 0");
    }
}
