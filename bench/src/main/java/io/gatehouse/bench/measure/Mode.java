package io.gatehouse.bench.measure;

import java.time.Duration;

/** How long and how hard something is measured. */
public enum Mode {
    /** Only whether each case works; its figures mean nothing. */
    SMOKE(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500), 0.1),
    /** A first impression. */
    QUICK(Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofSeconds(10), 1),
    /** Long enough for the compilers of JVMs to have finished, and for a 99.9th percentile. */
    FULL(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30), 1);

    /** Of one case at one subject, at a time. */
    public final Duration warmUp;

    /** Of all cases at all subjects, together. */
    public final Duration warmUpAtMost;

    /** Of one case at one subject, in all runs. */
    public final Duration measured;

    public final double share;

    Mode(Duration warmUp, Duration warmUpAtMost, Duration measured, double share) {
        this.warmUp = warmUp;
        this.warmUpAtMost = warmUpAtMost;
        this.measured = measured;
        this.share = share;
    }
}
