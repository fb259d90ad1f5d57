package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Set;

/** One request on its way to a service and back. Everything happens on the request's event loop. */
final class ProxiedExchange {

    // Repeating these has no effect beyond the first (RFC 9110 section 9.2.2).
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private static final Duration RETRY_WHEN_DOWN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Proxy.Call call;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Promise<Void> done = Promise.promise();

    private HttpClientRequest outgoing;
    private boolean retried;

    ProxiedExchange(Vertx vertx, Proxy.Call call) {
        this.vertx = vertx;
        this.call = call;
        this.request = call.request();
        this.response = request.response();
    }

    Future<Void> run() {
        if (declaredLength() > call.bodyLimit()) {
            return Future.failedFuture(new ApiException(ErrorCode.PAYLOAD_TOO_LARGE));
        }
        if (response.closed()) {
            return Future.failedFuture(BrokenOffException.byClient());
        }
        long deadline = vertx.setTimer(call.timeout().toMillis(), _ -> timedOut());
        response.closeHandler(_ -> fail(BrokenOffException.byClient()));
        request.exceptionHandler(this::bodyBroke);
        connect();
        return done.future().onComplete(_ -> vertx.cancelTimer(deadline));
    }

    private void connect() {
        var headers = ForwardedHeaders.toService(request.headers(), call.caller(), call.requestId());
        call.upstream().open(request.method(), call.target(), headers).onComplete(opened -> {
            if (opened.failed()) {
                fail(new ApiException(ErrorCode.SERVICE_UNAVAILABLE, opened.cause()).retryAfter(RETRY_WHEN_DOWN));
                return;
            }
            // What breaks it reaches its response too; unheard it would be logged as an error, at any client's will.
            opened.result().exceptionHandler(_ -> {});
            if (done.future().isComplete()) {
                opened.result().reset();
            } else {
                send(opened.result());
            }
        });
    }

    private void send(HttpClientRequest opened) {
        outgoing = opened;
        opened.response().onSuccess(this::respond).onFailure(this::unanswered);
        if (call.hasBody()) {
            sendBody(opened);
        } else {
            opened.end();
        }
    }

    private void sendBody(HttpClientRequest opened) {
        if (!opened.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            opened.setChunked(true);
        }
        if (expectsContinue()) {
            response.writeContinue();
        }
        BodyPump.run(request, opened, call.bodyLimit())
                .onSuccess(_ -> opened.end())
                .onFailure(this::bodyBroke);
    }

    private void bodyBroke(Throwable cause) {
        if (cause instanceof BodyPump.TooLarge) {
            fail(new ApiException(ErrorCode.PAYLOAD_TOO_LARGE));
        } else if (cause instanceof ApiException malformed) {
            fail(malformed);
        }
        // Otherwise one of the connections has closed, and whoever watches it says so: unanswered() or the close
        // handler.
    }

    private void respond(HttpClientResponse answer) {
        if (done.future().isComplete()) {
            return;
        }
        response.setStatusCode(answer.statusCode());
        ForwardedHeaders.toClient(answer.headers(), response.headers());
        answer.exceptionHandler(this::brokeOff);
        if (isBodiless(answer)) {
            answer.endHandler(_ -> finish());
            answer.resume();
            return;
        }
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        BodyPump.run(answer, response, BodyPump.UNLIMITED)
                .onSuccess(_ -> finish())
                .onFailure(this::brokeOff);
    }

    private void finish() {
        if (done.future().isComplete()) {
            return;
        }
        response.end().onComplete(_ -> {
            if (endsWithConnection()) {
                request.connection().close();
            }
            done.tryComplete();
        });
    }

    // HTTP/1.0 has no chunks: without a length the end of the connection is the end of the body.
    private boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private void unanswered(Throwable cause) {
        if (done.future().isComplete()) {
            return;
        }
        // A pooled connection may have been closed by the service at the very moment it was taken.
        if (!retried && !call.hasBody() && IDEMPOTENT.contains(request.method())) {
            retried = true;
            connect();
        } else {
            fail(new ApiException(ErrorCode.UPSTREAM_FAILED, cause));
        }
    }

    private void timedOut() {
        if (!response.headWritten()) {
            fail(new ApiException(ErrorCode.UPSTREAM_TIMEOUT));
        }
    }

    private void brokeOff(Throwable cause) {
        fail(new ApiException(ErrorCode.UPSTREAM_FAILED, cause));
    }

    private void fail(RuntimeException failure) {
        if (!done.tryFail(response.headWritten() ? brokenOff(failure) : failure)) {
            return;
        }
        if (outgoing != null) {
            outgoing.reset();
        }
        if (response.headWritten()) {
            // Closing is the only way left to say that this is not the whole response.
            request.connection().close();
        }
    }

    private static BrokenOffException brokenOff(RuntimeException failure) {
        return failure instanceof BrokenOffException already
                ? already
                : BrokenOffException.byUpstream(failure.getCause());
    }

    private boolean isBodiless(HttpClientResponse answer) {
        return HttpMethod.HEAD.equals(request.method()) || answer.statusCode() == 204 || answer.statusCode() == 304;
    }

    private boolean expectsContinue() {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private long declaredLength() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
