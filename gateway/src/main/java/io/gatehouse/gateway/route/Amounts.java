package io.gatehouse.gateway.route;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers, times and sizes are written in the routes file. */
final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]*)");

    private static final String NO_TIME = "is no time, such as 500ms, 10s, 1m, 1h, 1d";
    private static final String NO_SIZE = "is no size, such as 500, 64K, 10M, 5G";

    private static final String NO_INT = "is not between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;

    private static final String UNITS = " KMG";

    // Far below where sums and nanoseconds of it would wrap around.
    private static final Duration LONGEST = Duration.ofDays(366);

    private Amounts() {}

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("is no whole number", none);
        }
    }

    static int wholeNumber(String text) {
        long number = number(text);
        if (number != (int) number) {
            throw new IllegalArgumentException(NO_INT);
        }
        return (int) number;
    }

    static Duration duration(String text) {
        var amount = amount(text, NO_TIME);
        long number = Long.parseLong(amount.group(1));
        var duration =
                switch (amount.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> throw new IllegalArgumentException(NO_TIME);
                };
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("is longer than 366d");
        }
        return duration;
    }

    static long bytes(String text) {
        var amount = amount(text, NO_SIZE);
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "" -> number;
            case "K" -> times(number, 10);
            case "M" -> times(number, 20);
            case "G" -> times(number, 30);
            default -> throw new IllegalArgumentException(NO_SIZE);
        };
    }

    /** A time as the file may write it. */
    static String written(Duration time) {
        long millis = time.toMillis();
        if (millis == 0 || millis % 1_000 != 0) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** A size as the file may write it. */
    static String written(long bytes) {
        int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length() - 1);
        return (bytes >> (10 * unit)) + UNITS.substring(unit, unit + 1).strip();
    }

    private static long times(long number, int powerOfTwo) {
        if (number > Long.MAX_VALUE >> powerOfTwo) {
            throw new IllegalArgumentException("is too large");
        }
        return number << powerOfTwo;
    }

    private static Matcher amount(String text, String otherwise) {
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return amount;
    }
}
