package io.gatehouse.kit.configuration;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * A time that a setting may be, as {@code 250ms} or {@code PT15M}, from the least to ten years; any other value stops the
 * start. Named at the setting by {@code @WithConverter}.
 */
public abstract class BoundedDuration implements Converter<Duration> {

    /** Longer ones are no more use than this, and do not fit where nanoseconds are counted. */
    private static final Duration MOST = Duration.ofDays(3_650);

    private final DurationConverter durations = new DurationConverter();
    private final Duration least;
    private final String allowed;

    BoundedDuration(Duration least, String allowed) {
        this.least = least;
        this.allowed = allowed;
    }

    /** @throws IllegalArgumentException if it is no such time */
    @Override
    public final Duration convert(String value) {
        var duration = durations.convert(value);
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("it must be a time " + allowed + " to ten years, as 250ms or PT15M");
        }
        return duration;
    }
}
