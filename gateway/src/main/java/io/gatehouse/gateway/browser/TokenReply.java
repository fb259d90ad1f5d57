package io.gatehouse.gateway.browser;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.ResponseStep;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;

/** The reply to a sign-in: its tokens become cookies, the rest goes to the page. What cannot be read goes nowhere. */
final class TokenReply implements ResponseStep {

    private static final int MOST_BYTES = 64 << 10;

    private final BrowserSession session;
    private HttpServerResponse response;

    TokenReply(BrowserSession session) {
        this.session = session;
    }

    @Override
    public void head(HttpServerResponse sent) {
        response = sent;
        if (isSuccess()) {
            sent.headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
    }

    @Override
    public WriteStream<Buffer> body(WriteStream<Buffer> next) {
        return isSuccess() ? new Collected(next) : next;
    }

    // Only what succeeds has tokens.
    private boolean isSuccess() {
        return response.getStatusCode() >= 200 && response.getStatusCode() < 300;
    }

    private Buffer withoutTokens(Buffer body) {
        var reply = body.toJsonObject();
        var tokens = SessionTokens.areIn(reply) ? reply : reply.getJsonObject("tokens");
        if (tokens != null) {
            session.accept(SessionTokens.takeFrom(tokens));
        }
        return reply.toBuffer();
    }

    /** Holds the reply back until it is whole. */
    private final class Collected implements WriteStream<Buffer> {

        private final WriteStream<Buffer> next;
        private Buffer body = Buffer.buffer();

        Collected(WriteStream<Buffer> next) {
            this.next = next;
        }

        @Override
        public Future<Void> write(Buffer data) {
            if (body != null) {
                body = body.length() + data.length() > MOST_BYTES ? null : body.appendBuffer(data);
            }
            return Future.succeededFuture();
        }

        @Override
        public void end(Handler<AsyncResult<Void>> handler) {
            Future<Void> ended;
            try {
                var reply = withoutTokens(body);
                if (next == response) {
                    response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
                }
                ended = next.end(reply);
            } catch (RuntimeException unreadable) {
                // What the reader says of it may repeat a part of a token.
                var cause =
                        new IllegalStateException("the reply to a sign-in could not be read: " + unreadable.getClass());
                ended = Future.failedFuture(new ApiException(ErrorCode.UPSTREAM_FAILED, cause));
            }
            if (handler != null) {
                ended.onComplete(handler);
            }
        }

        @Override
        public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
            write(data).onComplete(handler);
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
            next.exceptionHandler(handler);
            return this;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
            return this;
        }
    }
}
