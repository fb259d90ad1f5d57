package io.gatehouse.bench.measure;

import java.time.Duration;

/** How long and how hard something is measured. */
public enum Mode {
    /** Only whether each case works; its figures mean nothing. */
    SMOKE(Duration.ofMillis(500), 1, Duration.ofMillis(500), 0.1),
    /** A first impression. */
    QUICK(Duration.ofSeconds(3), 4, Duration.ofSeconds(10), 1),
    /** Long enough for the compilers of JVMs to have finished. */
    FULL(Duration.ofSeconds(5), 12, Duration.ofSeconds(30), 1);

    /** Of one case at one subject, at a time. */
    public final Duration warmUp;

    /** How many rounds of that at most. */
    public final int warmUpRounds;

    /** Of one case at one subject, in all runs. */
    public final Duration measured;

    public final double share;

    Mode(Duration warmUp, int warmUpRounds, Duration measured, double share) {
        this.warmUp = warmUp;
        this.warmUpRounds = warmUpRounds;
        this.measured = measured;
        this.share = share;
    }
}
