package io.gatehouse.gateway.upstream;

import java.time.Duration;

/**
 * Asks each instance by itself how it is, whether or not there are requests for it.
 *
 * @param path answered with 2xx by an instance that is well
 * @param interval from one check to the next
 * @param timeout how long an instance may take to answer
 * @param failures so many in a row and it gets no requests
 * @param successes so many in a row and it gets some again
 */
public record CheckSettings(String path, Duration interval, Duration timeout, int failures, int successes) {

    public CheckSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash");
        }
        if (timeout.isZero() || timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("timeout must be above 0 and at most interval");
        }
        if (failures < 1 || successes < 1) {
            throw new IllegalArgumentException("failures and successes must be at least 1");
        }
    }
}
