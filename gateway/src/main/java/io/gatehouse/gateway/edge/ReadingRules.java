package io.gatehouse.gateway.edge;

import java.time.Duration;

/**
 * What is expected of those who send requests.
 *
 * @param maxFields the most header fields
 * @param headerTimeout how long a header may take from its first byte
 * @param bodyTimeout over how long the pace of a body is measured, and so the longest pause in it
 * @param bodyRate the least bytes a second
 * @param idleTimeout how long nothing may come between requests
 */
record ReadingRules(int maxFields, Duration headerTimeout, Duration bodyTimeout, long bodyRate, Duration idleTimeout) {

    static ReadingRules of(EdgeConfig config) {
        return new ReadingRules(
                config.maxHeaderFields(),
                config.headerTimeout(),
                config.bodyTimeout(),
                config.bodyRate().asLongValue(),
                config.idleTimeout());
    }

    /** The least bytes of a body in the time over which it is measured. */
    long leastOfBody() {
        return Math.max(1, bodyRate * bodyTimeout.toMillis() / 1_000);
    }
}
