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

    LeavableClient(HttpServerResponse response) {
        this.response = response;
    }

    /** Whoever waits for it goes on. */
    void left() {
        drained.handle(null);
    }

    @Override
    public Future<Void> write(Buffer buffer) {
        return response.closed() ? Future.succeededFuture() : response.write(buffer);
    }

    @Override
    public void write(Buffer buffer, Handler<AsyncResult<Void>> handler) {
        write(buffer).onComplete(handler);
    }

    @Override
    public Future<Void> end() {
        return response.closed() ? Future.succeededFuture() : response.end();
    }

    @Override
    public Future<Void> end(Buffer buffer) {
        return response.closed() ? Future.succeededFuture() : response.end(buffer);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        end().onComplete(handler);
    }

    // That it has left is no failure here.
    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        if (!response.closed()) {
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
        return !response.closed() && response.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        drained = handler;
        response.drainHandler(handler);
        return this;
    }
}
