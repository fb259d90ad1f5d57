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
    private final ClientWait wait;
    private final Promise<Boolean> done = Promise.promise();
    private long left;
    private Future<Void> ended;
    private boolean unwritable;
    private boolean paused;
    private boolean moved;

    /**
     * @param wait told when it is {@code to} that is slower
     * @param length negative where it is not known
     */
    BodyPump(ReadStream<Buffer> from, WriteStream<Buffer> to, ClientWait wait, long length) {
        this.from = from;
        this.to = to;
        this.wait = wait;
        this.left = length;
    }

    /**
     * Completes when all was written, with whether {@code to} has ended, as it has where the length was known; otherwise
     * whoever ends it knows whether it is whole.
     */
    Future<Boolean> run() {
        // Who owns that side hears of it too and decides; here it only means that the rest has nowhere to go.
        to.exceptionHandler(_ -> unwritable = true);
        from.exceptionHandler(done::tryFail);
        from.endHandler(_ -> end());
        from.handler(this::move);
        from.resume();
        return done.future();
    }

    /** Whether nothing has come since this was asked before, though it was waited for. */
    boolean isSilent() {
        boolean silent = !moved && !paused;
        moved = false;
        return silent;
    }

    private void move(Buffer buffer) {
        moved = true;
        if (unwritable || done.future().isComplete()) {
            return;
        }
        left -= buffer.length();
        if (left == 0) {
            // One message for the header, the body and its end, where the body came in one piece.
            ended = to.end(buffer);
            return;
        }
        to.write(buffer);
        if (to.writeQueueFull()) {
            from.pause();
            paused = true;
            wait.beginToRead(left);
            to.drainHandler(_ -> drained());
        }
    }

    private void drained() {
        wait.endToRead();
        paused = false;
        moved = true;
        from.resume();
    }

    private void end() {
        wait.serviceIsDone();
        if (ended == null) {
            done.tryComplete(false);
        } else {
            ended.onComplete(_ -> done.tryComplete(true), failure -> done.tryFail(BrokenOffException.unsent(failure)));
        }
    }
}
