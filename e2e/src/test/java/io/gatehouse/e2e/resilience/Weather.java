package io.gatehouse.e2e.resilience;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What becomes of data on its way: it may have to wait, and connections may break under it. Good at first. */
final class Weather {

    private static final long FOR_EVER = Long.MAX_VALUE;

    private boolean breaking;
    private long delayNanos;
    private int bytesPerSecond = Integer.MAX_VALUE;
    private int changes;

    synchronized void calm() {
        breaking = false;
        delayNanos = 0;
        bytesPerSecond = Integer.MAX_VALUE;
        changes++;
        notifyAll();
    }

    synchronized void delay(Duration time) {
        delayNanos = time.toNanos();
    }

    synchronized void throttle(int rate) {
        bytesPerSecond = rate;
    }

    synchronized void hold() {
        delayNanos = FOR_EVER;
    }

    synchronized void breakConnections() {
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
        if (isBrokenAfter(length)) {
            throw new IOException("broken on purpose");
        }
    }

    // What waits goes on its way as soon as it is calm again.
    private synchronized boolean isBrokenAfter(int length) throws InterruptedIOException {
        int before = changes;
        long began = System.nanoTime();
        long left = waitFor(length);
        while (left > 0 && changes == before) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            left = waitFor(length) - (System.nanoTime() - began);
        }
        return breaking;
    }

    private long waitFor(int length) {
        return delayNanos == FOR_EVER ? FOR_EVER : delayNanos + length * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }
}
