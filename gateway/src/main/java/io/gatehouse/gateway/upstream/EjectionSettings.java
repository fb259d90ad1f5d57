package io.gatehouse.gateway.upstream;

import java.time.Duration;
import java.util.Set;

/**
 * When an instance is left out, and how it comes back.
 *
 * @param failures so many in a row: connections that cannot be opened or that break before an answer, timeouts, and
 *     answers with one of the statuses
 * @param time how long it is left out at first; each trial that fails doubles it
 * @param maxTime how long at most
 * @param slowStart how long it takes a new or returned instance to get its whole share of requests; zero for at once
 * @param statuses those that are failures unless they come with {@code Retry-After}
 */
public record EjectionSettings(
        int failures, Duration time, Duration maxTime, Duration slowStart, Set<Integer> statuses) {

    public static final EjectionSettings DEFAULTS = new EjectionSettings(
            5, Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(10), Set.of(500, 502, 503, 504));

    public EjectionSettings {
        statuses = Set.copyOf(statuses);
        if (statuses.stream().anyMatch(status -> status < 500 || status > 599)) {
            throw new IllegalArgumentException("statuses are between 500 and 599");
        }
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be at least 1");
        }
        if (time.isZero() || time.compareTo(maxTime) > 0) {
            throw new IllegalArgumentException("time must be above 0 and at most max_time");
        }
    }
}
