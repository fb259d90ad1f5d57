package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/** Moves a body from one connection to the other, at the pace of the slower one. */
final class BodyPump {

    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final Promise<Void> done = Promise.promise();
    private boolean unwritable;

    private BodyPump(ReadStream<Buffer> from, WriteStream<Buffer> to) {
        this.from = from;
        this.to = to;
    }

    /** Completes when all was written, without ending {@code to}: whoever ends it knows whether it is whole. */
    static Future<Void> run(ReadStream<Buffer> from, WriteStream<Buffer> to) {
        return new BodyPump(from, to).start();
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
        if (unwritable || done.future().isComplete()) {
            return;
        }
        to.write(buffer);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(_ -> from.resume());
        }
    }
}
