package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** One attempt: the request on its way to one instance, and what comes back. Once it is given up nobody hears of it any more. */
final class Sending {

    // What breaks a request reaches its response, and what breaks that reaches whoever
    // passes it on. Unheard it would be logged as an error, at any client's will.
    private static final Handler<Throwable> UNHEARD = _ -> {};

    private final Proxy.Call call;
    private final Attempt attempt;
    private final RequestBody body;
    private final ClientWait wait;
    private final Listener listener;
    private HttpClientRequest request;
    private boolean givenUp;

    /** Who decides what follows. */
    interface Listener {

        /** There was no connection, so nothing was sent. */
        void unopened(Throwable cause);

        /** Something was sent, and no answer came. */
        void unanswered(Throwable cause);

        /** An answer has begun. */
        void answered(HttpClientResponse response);
    }

    Sending(Proxy.Call call, Attempt attempt, RequestBody body, ClientWait wait, Listener listener) {
        this.call = call;
        this.attempt = attempt;
        this.body = body;
        this.wait = wait;
        this.listener = listener;
    }

    Attempt attempt() {
        return attempt;
    }

    void begin() {
        open().onComplete(this::opened, this::unopened);
    }

    /** Whether there is a connection, by which something was sent. */
    boolean isOpen() {
        return request != null;
    }

    void giveUp() {
        givenUp = true;
        reset();
        request = null;
    }

    /** Nothing else can follow on its connection. */
    void reset() {
        if (request != null) {
            request.reset();
        }
    }

    private Future<HttpClientRequest> open() {
        var method = call.request().method();
        return call.lasting() == null
                ? attempt.open(method, call.target())
                : attempt.openForStream(method, call.target());
    }

    private void unopened(Throwable cause) {
        if (!givenUp) {
            listener.unopened(cause);
        } else if (!Attempt.isBusy(cause)) {
            // Too late for this request, but not for the next one's choice.
            attempt.failed(Reason.CONNECT);
        }
    }

    private void opened(HttpClientRequest opened) {
        opened.exceptionHandler(UNHEARD);
        if (givenUp) {
            opened.reset();
        } else {
            request = opened;
            send();
        }
    }

    private void send() {
        wait.connected(attempt);
        call.journey().send();
        ForwardedHeaders.toService(call, request.headers());
        if (Trailers.areWanted(call.request())) {
            Trailers.ask(request);
        }
        attempt.trace().handOn(request.headers());
        request.response().onComplete(this::heard);
        if (call.upgrade() == null) {
            body.sendTo(request);
        } else {
            call.upgrade().ask(request);
        }
    }

    private void heard(AsyncResult<HttpClientResponse> answer) {
        if (givenUp) {
            return;
        }
        if (answer.failed()) {
            listener.unanswered(answer.cause());
        } else {
            answer.result().exceptionHandler(UNHEARD);
            listener.answered(answer.result());
        }
    }
}
