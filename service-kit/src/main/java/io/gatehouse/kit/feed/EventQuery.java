package io.gatehouse.kit.feed;

import io.gatehouse.contracts.error.ApiException;
import java.time.Duration;

/** What a consumer asks for: so many events after a position, and how long it waits for the first one. */
public record EventQuery(long after, int limit, Duration patience) {

    private static final int MAX_LIMIT = 500;

    /** Shorter than what any proxy in between thinks of as a dead connection. */
    private static final int MAX_WAIT_SECONDS = 30;

    /** Reads the query's text, because the REST layer answers a number it cannot read with "not found". */
    static EventQuery parse(String after, String limit, String wait) {
        return new EventQuery(
                number("after", after, 0, Long.MAX_VALUE),
                Math.toIntExact(number("limit", limit, 1, MAX_LIMIT)),
                Duration.ofSeconds(number("wait", wait, 0, MAX_WAIT_SECONDS)));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw ApiException.invalid(name, "wrong_type", "must be a whole number");
        }
        throw ApiException.invalid(name, "invalid_value", "must be between %d and %d".formatted(least, most));
    }
}
