package io.gatehouse.gateway.proxy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** A body on its way through a step: what is done with it is the step's, how fast it goes is decided by what comes next. */
public abstract class PassedBody implements WriteStream<Buffer> {

    protected final WriteStream<Buffer> next;

    protected PassedBody(WriteStream<Buffer> next) {
        this.next = next;
    }

    @Override
    public abstract Future<Void> write(Buffer data);

    @Override
    public abstract Future<Void> end();

    @Override
    public abstract Future<Void> end(Buffer data);

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        write(data).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        end().onComplete(handler);
    }

    @Override
    public void end(Buffer data, Handler<AsyncResult<Void>> handler) {
        end(data).onComplete(handler);
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        next.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return next.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        next.drainHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        next.exceptionHandler(handler);
        return this;
    }
}
