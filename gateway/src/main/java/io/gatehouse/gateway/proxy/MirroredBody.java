package io.gatehouse.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;

/** Keeps what streams by, up to a limit, for the copy that is sent when the body is whole. */
public final class MirroredBody {

    private static final int MOST_BYTES = 64 << 10;
    private static final MirroredBody NONE = new MirroredBody(_ -> {}, () -> {});

    private final Consumer<Buffer> whole;
    private final Runnable abandoned;
    private Buffer kept = Buffer.buffer();

    MirroredBody(Consumer<Buffer> whole, Runnable abandoned) {
        this.whole = whole;
        this.abandoned = abandoned;
    }

    /** For a request of which no body is kept. */
    public static MirroredBody none() {
        return NONE;
    }

    /** The same stream, which is watched. */
    public ReadStream<Buffer> watch(ReadStream<Buffer> body) {
        return this == NONE ? body : new Watched(body);
    }

    /** Called when the client's request is over, in whatever way: what is not whole by now will never be. */
    public void end() {
        if (this != NONE) {
            abandon();
        }
    }

    private void keep(Buffer buffer) {
        if (kept == null) {
            return;
        }
        if (kept.length() + buffer.length() > MOST_BYTES) {
            abandon();
        } else {
            kept.appendBuffer(buffer);
        }
    }

    private void complete() {
        if (kept != null) {
            var body = kept;
            kept = null;
            whole.accept(body);
        }
    }

    private void abandon() {
        if (kept != null) {
            kept = null;
            abandoned.run();
        }
    }

    private final class Watched implements ReadStream<Buffer> {

        private final ReadStream<Buffer> body;

        Watched(ReadStream<Buffer> body) {
            this.body = body;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
            body.exceptionHandler(handler);
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(Handler<Buffer> handler) {
            body.handler(buffer -> {
                keep(buffer);
                handler.handle(buffer);
            });
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(Handler<Void> handler) {
            body.endHandler(_ -> {
                complete();
                handler.handle(null);
            });
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            body.pause();
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            body.resume();
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            body.fetch(amount);
            return this;
        }
    }
}
