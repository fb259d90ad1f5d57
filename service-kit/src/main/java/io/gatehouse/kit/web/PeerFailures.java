package io.gatehouse.kit.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger.Level;

/**
 * How loudly it is told that another service cannot be reached. The services of a set start together: until the other one has
 * answered for the first time, the warning waits for as long as a start may take. Readiness does not wait.
 */
public final class PeerFailures {

    private static final Duration START = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final long since;
    private volatile boolean answered;

    public PeerFailures() {
        this(System::nanoTime);
    }

    PeerFailures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** From now on every failure is news. */
    public void answered() {
        answered = true;
    }

    /** The level at which a failure is logged now. */
    public Level level() {
        return answered || nanoTime.getAsLong() - since > START.toNanos() ? Level.WARN : Level.DEBUG;
    }
}
