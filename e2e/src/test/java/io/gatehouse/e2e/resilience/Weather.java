package io.gatehouse.e2e.resilience;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What becomes of data on its way: it may have to wait, and connections may break under it. Good at first. */
final class Weather {

    private boolean held;
    private volatile boolean breaking;
    private volatile long delayNanos;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    synchronized void calm() {
        held = false;
        breaking = false;
        delayNanos = 0;
        bytesPerSecond = Integer.MAX_VALUE;
        notifyAll();
    }

    void delay(Duration time) {
        delayNanos = time.toNanos();
    }

    void throttle(int rate) {
        bytesPerSecond = rate;
    }

    synchronized void hold() {
        held = true;
    }

    void breakConnections() {
        breaking = true;
    }

    /** The same stream under this weather. */
    OutputStream over(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                pass(length);
                out.write(bytes, offset, length);
            }
        };
    }

    /** Returns when so many bytes may go on, or the end of a connection after none. */
    void pass(int length) throws IOException {
        LockSupport.parkNanos(delayNanos + length * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
        awaitRelease();
        if (breaking) {
            throw new IOException("broken on purpose");
        }
    }

    private synchronized void awaitRelease() {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
