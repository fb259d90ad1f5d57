package io.gatehouse.gateway.upstream;

import java.time.Duration;

/**
 * When an instance is left out, and how it comes back.
 *
 * @param failures so many in a row: connections that cannot be opened or that break before an answer, timeouts, and the
 *     answers 502, 503 (without {@code Retry-After}) and 504
 * @param time how long it is left out at first; each trial that fails doubles it
 * @param maxTime how long at most
 * @param slowStart how long it takes a new or returned instance to get its whole share of requests; zero for at once
 */
public record EjectionSettings(int failures, Duration time, Duration maxTime, Duration slowStart) {

    public static final EjectionSettings DEFAULTS =
            new EjectionSettings(5, Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(10));

    public EjectionSettings {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be at least 1");
        }
        if (time.isZero() || time.compareTo(maxTime) > 0) {
            throw new IllegalArgumentException("time must be above 0 and at most max_time");
        }
    }
}
