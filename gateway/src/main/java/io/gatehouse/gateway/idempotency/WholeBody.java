package io.gatehouse.gateway.idempotency;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A body that was read before the request goes on, as a stream. */
final class WholeBody implements ReadStream<Buffer> {

    private final Buffer bytes;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private boolean paused = true;
    private boolean given;
    private boolean ended;

    WholeBody(Buffer bytes) {
        this.bytes = bytes;
    }

    /** All of it, up to a limit and within a time. */
    static Future<Buffer> read(HttpServerRequest request, long limit, Duration timeout) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit) {
            return Future.failedFuture(ApiException.tooLarge(limit));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
            // Fulfilled: nobody needs to say it again.
            request.headers().remove(HttpHeaders.EXPECT);
        }
        var whole = ContextInternal.current().<Buffer>promise();
        var read = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.handler(buffer -> {
            if (read.length() + buffer.length() > limit) {
                request.pause();
                whole.tryFail(ApiException.tooLarge(limit));
            } else {
                read.appendBuffer(buffer);
            }
        });
        request.endHandler(_ -> whole.tryComplete(read));
        request.resume();
        return whole.future()
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    // A client that was told to continue may say nothing more.
    private static Throwable told(Throwable failure) {
        return failure instanceof TimeoutException ? new ApiException(ErrorCode.REQUEST_TIMEOUT) : failure;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> nothingCanFail) {
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> wanted) {
        handler = wanted;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> wanted) {
        endHandler = wanted;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        paused = false;
        if (!given) {
            given = true;
            handler.handle(bytes);
        }
        if (!paused && !ended) {
            ended = true;
            endHandler.handle(null);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
