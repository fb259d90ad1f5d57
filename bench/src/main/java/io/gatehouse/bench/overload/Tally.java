package io.gatehouse.bench.overload;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was answered, and when. Belongs to one thread at a time. */
public final class Tally {

    private static final int OK = 200;
    private static final int DIGITS = 3;
    private static final double HALF = 50;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int SLOTS = 1_000;

    /** Of those answered with 200. */
    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), DIGITS);

    /** How late requests were sent, which is the sender's doing and counted as theirs all the same. */
    private final Histogram lateMicros = new Histogram(TimeUnit.MINUTES.toMicros(1), DIGITS);

    private final long startNanos;
    private final long[] offered = new long[Kind.values().length];
    private final long[] good = new long[Kind.values().length];
    private final Histogram[] slots = new Histogram[SLOTS];
    private final boolean[] failedIn = new boolean[SLOTS];
    private long shed;
    private long failed;

    Tally(long startNanos) {
        this.startNanos = startNanos;
    }

    void offered(Kind kind, long dueNanos) {
        offered[kind.index]++;
        lateMicros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos)));
    }

    /** @param status 0 where there was no answer */
    void answered(Kind kind, int status, long dueNanos) {
        long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos);
        int slot = (int) Math.min(SLOTS - 1, (dueNanos - startNanos) / SLOT);
        if (status == OK) {
            good[kind.index]++;
            micros.recordValue(Math.min(micros.getHighestTrackableValue(), took));
            if (slots[slot] == null) {
                slots[slot] = new Histogram(TimeUnit.MINUTES.toMicros(1), 2);
            }
            slots[slot].recordValue(Math.min(micros.getHighestTrackableValue(), took));
        } else {
            failedIn[slot] = true;
            if (status == 503) {
                shed++;
            } else {
                failed++;
            }
        }
    }

    /** Answered with 200, by the second. */
    public double goodPerSecond(Duration time) {
        long all = 0;
        for (long some : good) {
            all += some;
        }
        return all * NANOS_PER_SECOND / time.toNanos();
    }

    /** The part of the requests of a kind that were answered with 200. */
    public double goodShare(Kind kind) {
        return offered[kind.index] == 0 ? 1 : (double) good[kind.index] / offered[kind.index];
    }

    public long shed() {
        return shed;
    }

    /** Answered otherwise, or not at all. */
    public long failed() {
        return failed;
    }

    /** So much of the sent was sent no later than this. */
    public double lateMillis(double percentile) {
        return lateMicros.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toMicros(1);
    }

    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toMicros(1);
    }

    /** The time from the beginning after which nothing failed and half of what was sent in each moment took no longer than this. */
    public Duration calmAfter(double usualMillis) {
        int last = -1;
        for (int slot = 0; slot < SLOTS; slot++) {
            var took = slots[slot];
            if (failedIn[slot]
                    || (took != null
                            && took.getValueAtPercentile(HALF) > usualMillis * TimeUnit.MILLISECONDS.toMicros(1))) {
                last = slot;
            }
        }
        return Duration.ofNanos((last + 1) * SLOT);
    }
}
