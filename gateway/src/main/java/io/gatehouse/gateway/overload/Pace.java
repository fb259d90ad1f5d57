package io.gatehouse.gateway.overload;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long the requests of one route take at one upstream: usually, and now. Slow routes and fast ones share an upstream, and a
 * change of their mix is no change of its pace.
 */
public final class Pace {

    // What is usual grows with a service that becomes slower, but not with a queue that becomes longer.
    private static final Duration LEARNT_UP = Duration.ofSeconds(60);
    private static final Duration LEARNT_DOWN = Duration.ofSeconds(10);
    private static final int ENOUGH = 100;

    private final UpstreamLimit upstream;
    private final OverloadConfig config;
    private final LongAdder count = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile long tolerated = Long.MAX_VALUE;

    // Of the window that was read last, and all before. They belong to the clock.
    private long lastCount;
    private long lastSlow;
    private long lastMean;
    private long usual;
    private long seen;
    private long age;

    Pace(UpstreamLimit upstream, OverloadConfig config) {
        this.upstream = upstream;
        this.config = config;
    }

    /** Whether its upstream gets one more request of this priority. */
    public boolean admits(Priority priority) {
        return upstream.admits(priority);
    }

    /** The upstream has all of a request and owes an answer. */
    void began() {
        upstream.began();
    }

    /** The answer has begun, or none will. What fails at once says nothing about the time that answers take. */
    void ended(long elapsedNanos, boolean answered) {
        upstream.ended();
        boolean isSlow = elapsedNanos > tolerated;
        if (isSlow) {
            slow.increment();
        }
        if (isSlow || answered) {
            count.increment();
            nanos.add(elapsedNanos);
        }
    }

    /** Ends a window. */
    void read() {
        lastCount = count.sumThenReset();
        lastSlow = slow.sumThenReset();
        long sum = nanos.sumThenReset();
        if (lastCount > 0) {
            lastMean = sum / lastCount;
        }
    }

    /** The requests of the window, unless it is not known yet what is usual. */
    long counted() {
        return isKnown() ? lastCount : 0;
    }

    long slow() {
        return lastSlow;
    }

    /** The time of all these requests together if each had taken the longest that is tolerated. */
    double toleratedNanos() {
        return (double) (isKnown() ? tolerated : lastMean) * lastCount;
    }

    /** Requests whose answers have not been counted in a window yet. */
    long uncounted() {
        return count.sum();
    }

    boolean isKnown() {
        return tolerated != Long.MAX_VALUE;
    }

    /** The window was one like any other. */
    void learn(long windowNanos) {
        if (lastCount == 0) {
            return;
        }
        age += windowNanos;
        seen += lastCount;
        boolean up = lastMean > usual && isKnown();
        double weight = (double) windowNanos / (up ? LEARNT_UP : LEARNT_DOWN).toNanos();
        usual = seen == lastCount ? lastMean : usual + Math.round(Math.min(1, weight) * (lastMean - usual));
        if (seen >= ENOUGH && age >= config.warmUp().toNanos()) {
            tolerate();
        }
    }

    /** This is how long it takes from now on. */
    void accept() {
        if (isKnown() && lastMean > usual) {
            usual = lastMean;
            tolerate();
        }
    }

    private void tolerate() {
        tolerated = usual + Math.max(usual, config.upstreamDelay().toNanos());
    }
}
