package io.gatehouse.gateway.cache;

import java.time.Duration;

/**
 * How a route's responses are kept.
 *
 * @param maxAge for how long at most they are used unasked, whatever the service allows
 * @param maxSize the most bytes a body may have
 */
public record CacheRule(Duration maxAge, long maxSize) {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final long LARGEST = 16 << 20;

    public CacheRule {
        if (maxAge.isZero() || maxAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a cache's max_age is above zero and at most 365d");
        }
        if (maxSize < 1 || maxSize > LARGEST) {
            throw new IllegalArgumentException("a cache's max_size is above zero and at most 16M");
        }
    }
}
