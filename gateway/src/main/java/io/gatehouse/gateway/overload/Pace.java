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
    private final Waiting waiting = new Waiting();
    private volatile long tolerated = Long.MAX_VALUE;

    // Of the window that was read last, and all before. They belong to the clock.
    private long lastCount;
    private long lastLate;
    private long lastQuick;
    private long lastOverdue;
    private long overdue;
    private long overdueBefore;
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
    void began(Priority priority) {
        upstream.began(priority);
        waiting.began();
    }

    /** The answer has begun, or none will. What fails at once says nothing about the time that answers take. */
    void ended(Priority priority, long elapsedNanos, boolean answered) {
        upstream.ended(priority);
        waiting.ended();
        boolean isSlow = elapsedNanos > tolerated;
        if (isSlow) {
            slow.increment();
        }
        if (isSlow || answered) {
            count.increment();
            nanos.add(elapsedNanos);
        }
    }

    /**
     * Looks who is overdue, without waiting for the answer.
     *
     * @param delay what is tolerated beside, since it is on our side
     */
    void look(long now, long delay) {
        waiting.step(now);
        overdue = isKnown() ? waiting.longerThan(tolerated + delay, now) : 0;
    }

    /** Those of the present window that are known to be slow, whether or not they have been answered. */
    long becameOverdue() {
        return Math.max(0, overdue - overdueBefore + slow.sum());
    }

    /** Those of the present window and the last that were answered, but late. */
    long answeredLate() {
        return lastLate + slow.sum();
    }

    /** Those of the present window that were answered in time. */
    long quick() {
        return isKnown() ? count.sum() - slow.sum() : 0;
    }

    /** Ends a window. */
    void read() {
        lastLate = slow.sumThenReset();
        lastCount = count.sumThenReset();
        lastOverdue = Math.max(0, overdue - overdueBefore + lastLate);
        lastQuick = isKnown() ? Math.max(0, lastCount - lastLate) : 0;
        overdueBefore = overdue;
        long sum = nanos.sumThenReset();
        if (lastCount > 0) {
            lastMean = sum / lastCount;
        }
    }

    /** The requests of the window, unless it is not known yet what is usual. */
    long counted() {
        return lastQuick + lastOverdue;
    }

    long slow() {
        return lastOverdue;
    }

    /** The time of all these requests together if each had taken the longest that is tolerated. */
    double toleratedNanos() {
        return (double) (isKnown() ? tolerated : lastMean) * lastCount;
    }

    /** Requests that have not been counted in a window yet. */
    long uncounted() {
        return Math.max(count.sum(), quick() + becameOverdue());
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
