package io.gatehouse.gateway.revocation;

import java.time.Duration;

/** Up to when this replica knows all that was revoked, and whether it may have missed something since. */
final class Knowledge {

    // What was revoked before the start is the first gap.
    private int gaps = 1;
    private int closedGaps;
    private long knownNanos = System.nanoTime();
    private volatile boolean begun;

    /** Something may have passed unseen; only a snapshot that begins from now on tells. */
    synchronized void missed() {
        gaps++;
    }

    synchronized int gaps() {
        return gaps;
    }

    synchronized boolean hasGap() {
        return closedGaps < gaps;
    }

    /** Whether there was a snapshot at all. Every request asks. */
    boolean begun() {
        return begun;
    }

    /** The stream was read to its end, as it was at this {@link System#nanoTime()}. */
    synchronized void streamRead(long nanos) {
        if (!hasGap()) {
            knownNanos = Math.max(knownNanos, nanos);
        }
    }

    /** A snapshot was read that was begun then, when there were so many gaps. */
    synchronized void snapshotRead(int gapsThen, long nanos) {
        closedGaps = Math.max(closedGaps, gapsThen);
        knownNanos = Math.max(knownNanos, nanos);
        begun = true;
    }

    /** For how long something may have been revoked without being known here. */
    synchronized Duration staleness() {
        return Duration.ofNanos(System.nanoTime() - knownNanos);
    }
}
