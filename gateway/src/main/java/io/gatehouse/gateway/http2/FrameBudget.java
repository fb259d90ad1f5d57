package io.gatehouse.gateway.http2;

import static io.netty.handler.codec.http2.Http2Error.ENHANCE_YOUR_CALM;

import io.netty.handler.codec.http2.Http2Exception;
import java.time.Duration;

/**
 * What one connection may send beside requests and bodies. Frames that cost their sender next to nothing are counted, and
 * bytes that lead to no frame at all: the parts of a header that never ends, what is sent to streams that are closed.
 */
final class FrameBudget {

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    // More than may still be on its way of a body that nobody wants any more.
    private static final long MAX_FRUITLESS_BYTES = 4L * Http2Connections.CONNECTION_WINDOW;

    private final int maxControlFrames;
    private long windowBegan = System.nanoTime();
    private int controlFrames;
    private long fruitlessBytes;
    private boolean unfinished;
    private boolean silent;

    FrameBudget(int maxControlFrames) {
        this.maxControlFrames = maxControlFrames;
    }

    /** A frame that gets requests or responses on. */
    void useful() {
        told();
        fruitlessBytes = 0;
    }

    /** A frame that does not. */
    void control() throws Http2Exception {
        told();
        long now = System.nanoTime();
        if (now - windowBegan > WINDOW_NANOS) {
            windowBegan = now;
            controlFrames = 0;
        }
        if (++controlFrames > maxControlFrames) {
            throw Http2Exception.connectionError(ENHANCE_YOUR_CALM, "too many frames without a request");
        }
    }

    /** Bytes have come, and whatever they are will be told after it. */
    void received(int length) throws Http2Exception {
        unfinished = true;
        fruitlessBytes += length;
        if (fruitlessBytes > MAX_FRUITLESS_BYTES) {
            throw Http2Exception.connectionError(ENHANCE_YOUR_CALM, "too many bytes without a request");
        }
    }

    /**
     * Whether bytes have come, and since the last time no frame that was told: perhaps parts of one that does not end. Those
     * that came together with the end of another one are not seen, but a connection that says nothing more is closed anyway.
     */
    boolean isSilent() {
        boolean wasSilent = silent;
        silent = true;
        return wasSilent && unfinished;
    }

    private void told() {
        unfinished = false;
        silent = false;
    }
}
