package io.gatehouse.bench.measure;

import java.time.Duration;

/** How long and how hard something is measured. */
public enum Mode {
    /** Only whether each case works; its figures mean nothing. */
    SMOKE(Duration.ofMillis(500), Duration.ofSeconds(1), 0.1),
    /** A first impression. */
    QUICK(Duration.ofSeconds(5), Duration.ofSeconds(10), 1),
    /** Long enough for the compiler of the JVM to have finished, and for a 99th percentile. */
    FULL(Duration.ofSeconds(20), Duration.ofSeconds(30), 1);

    public final Duration warmUp;
    public final Duration measured;
    public final double share;

    Mode(Duration warmUp, Duration measured, double share) {
        this.warmUp = warmUp;
        this.measured = measured;
        this.share = share;
    }
}
