package io.gatehouse.local.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long one waits for something to come up, and the short pause between two looks. */
public final class Patience {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final long end;

    private Patience(long end) {
        this.end = end;
    }

    public static Patience of(Duration duration) {
        return new Patience(System.nanoTime() + duration.toNanos());
    }

    public boolean isOver() {
        return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
    }

    public void pause() {
        LockSupport.parkNanos(PAUSE);
    }
}
