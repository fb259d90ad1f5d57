package io.gatehouse.gateway.proxy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/** A client that may leave while the response is still wanted by others: what comes then is read away. */
final class LeavableClient implements WriteStream<Buffer> {

    private final HttpServerResponse response;
    private Handler<Void> drained = _ -> {};
    private boolean left;

    LeavableClient(HttpServerResponse response) {
        this.response = response;
    }

    /** Whoever waits for it goes on. */
    void left() {
        left = true;
        drained.handle(null);
    }

    @Override
    public Future<Void> write(Buffer buffer) {
        return isGone() ? Future.succeededFuture() : response.write(buffer);
    }

    @Override
    public void write(Buffer buffer, Handler<AsyncResult<Void>> handler) {
        write(buffer).onComplete(handler);
    }

    @Override
    public Future<Void> end() {
        return isGone() ? Future.succeededFuture() : response.end();
    }

    @Override
    public Future<Void> end(Buffer buffer) {
        return isGone() ? Future.succeededFuture() : response.end(buffer);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        end().onComplete(handler);
    }

    // That it has left is no failure here.
    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        if (!isGone()) {
            response.exceptionHandler(_ -> {});
        }
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        response.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return !isGone() && response.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        drained = handler;
        response.drainHandler(handler);
        return this;
    }

    private boolean isGone() {
        return left || response.closed();
    }
}
