package io.gatehouse.gateway.ratelimit;

import java.time.Duration;

/**
 * A limit as the routes file names it.
 *
 * @param quota the requests a subject may make in one window, and at once
 * @param key what is counted separately
 */
public record Policy(String name, long quota, Duration window, Key key, WithoutRedis withoutRedis) {

    // One request per microsecond, the unit that is counted in.
    private static final long MAX_PER_SECOND = 1_000_000;

    private static final Duration MAX_WINDOW = Duration.ofDays(31);

    /** What a policy counts by. A policy by account or client does not concern requests that have none. */
    public enum Key {
        ADDRESS,
        ACCOUNT,
        CLIENT,
        ROUTE
    }

    /** What a policy does while Redis cannot be asked. */
    public enum WithoutRedis {
        /** Lets everything pass. */
        OPEN,
        /** Refuses everything. */
        CLOSED,
        /** Counts in this replica, which enforces its share of the quota. */
        LOCAL
    }

    public Policy {
        if (quota < 1) {
            throw new IllegalArgumentException("quota must be at least 1");
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be between 1s and 31d");
        }
        if (quota / window.toSeconds() > MAX_PER_SECOND) {
            throw new IllegalArgumentException("quota exceeds " + MAX_PER_SECOND + " per second");
        }
    }

    /** Microseconds that earn one request; rounded up, so that rounding never admits one more. */
    long emissionMicros() {
        return Math.ceilDiv(window.toNanos() / 1_000, quota);
    }

    /** How far ahead of now the theoretical arrival time may be: a whole quota at once. */
    long burstMicros() {
        return quota * emissionMicros();
    }

    /** The part of one of {@code replicas} that count for themselves. */
    Policy share(int replicas) {
        return new Policy(name, Math.max(1, quota / replicas), window, key, withoutRedis);
    }
}
