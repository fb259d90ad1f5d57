package io.gatehouse.bench.measure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What came of requests that were sent as fast as answers came.
 *
 * @param notGood answered with 400 or above
 * @param lost not answered at all
 */
public record Answers(Duration time, long requests, long notGood, long lost) {

    public double perSecond() {
        return requests * (double) TimeUnit.SECONDS.toNanos(1) / time.toNanos();
    }

    /** How much of the time one request took of something that took so much in all, in micros. */
    double microsOf(Duration all) {
        return (double) all.toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / Math.max(1, requests);
    }
}
