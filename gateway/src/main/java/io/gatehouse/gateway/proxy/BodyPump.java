package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/** Moves a body from one connection to the other, at the pace of the slower one, and counts its bytes. */
final class BodyPump {

    /** For bodies that may be of any size. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final long limit;
    private final Promise<Void> done = Promise.promise();
    private long moved;
    private boolean unwritable;

    /** The body is larger than it may be. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the body is too large", null, false, false);
        }
    }

    private BodyPump(ReadStream<Buffer> from, WriteStream<Buffer> to, long limit) {
        this.from = from;
        this.to = to;
        this.limit = limit;
    }

    /** Completes when all was written, without ending {@code to}: whoever ends it knows whether it is whole. */
    static Future<Void> run(ReadStream<Buffer> from, WriteStream<Buffer> to, long limit) {
        return new BodyPump(from, to, limit).start();
    }

    private Future<Void> start() {
        // Who owns that side hears of it too and decides; here it only means that the rest has nowhere to go.
        to.exceptionHandler(_ -> unwritable = true);
        from.exceptionHandler(done::tryFail);
        from.endHandler(_ -> done.tryComplete());
        from.handler(this::move);
        from.resume();
        return done.future();
    }

    private void move(Buffer buffer) {
        moved += buffer.length();
        if (unwritable || done.future().isComplete()) {
            return;
        }
        if (moved > limit) {
            done.tryFail(new TooLarge());
            return;
        }
        to.write(buffer);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(_ -> from.resume());
        }
    }
}
