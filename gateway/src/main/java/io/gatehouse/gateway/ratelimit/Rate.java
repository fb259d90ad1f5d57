package io.gatehouse.gateway.ratelimit;

import java.time.Duration;

/**
 * How much a policy grants.
 *
 * @param quota the requests that one window earns
 * @param burst the requests that may come at once
 */
public record Rate(long quota, Duration window, long burst) {

    // One request per microsecond, the unit that is counted in.
    private static final long MAX_PER_SECOND = 1_000_000;

    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    // Times must stay far below 2^53 microseconds, up to where the script's numbers are exact.
    private static final long MAX_BURST_MICROS = Duration.ofDays(366).toNanos() / 1_000;

    public Rate {
        if (quota < 1) {
            throw new IllegalArgumentException("quota must be at least 1");
        }
        checkWindow(window);
        if (quota / window.toSeconds() > MAX_PER_SECOND) {
            throw new IllegalArgumentException("quota exceeds " + MAX_PER_SECOND + " per second");
        }
        if (burst < 1 || burst > MAX_BURST_MICROS / emissionMicros(quota, window)) {
            throw new IllegalArgumentException("burst must be at least 1 and at most what 366d earn");
        }
    }

    /** The window, if it is one that a rate may have. */
    public static Duration checkWindow(Duration window) {
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be between 1s and 31d");
        }
        return window;
    }

    /** Microseconds that earn one request; rounded up, so that rounding never admits one more. */
    long emissionMicros() {
        return emissionMicros(quota, window);
    }

    /** How far ahead of now the theoretical arrival time may be: a whole burst at once. */
    long burstMicros() {
        return burst * emissionMicros();
    }

    private static long emissionMicros(long quota, Duration window) {
        return Math.ceilDiv(window.toNanos() / 1_000, quota);
    }
}
