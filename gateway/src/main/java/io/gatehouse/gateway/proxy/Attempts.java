package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** The attempts to get one request answered, at one instance after the other. */
final class Attempts {

    private static final Duration RETRY_WHEN_DOWN = Duration.ofSeconds(1);

    // What breaks a request reaches its response, and what breaks that reaches whoever passes it on. Unheard it would
    // be
    // logged as an error, at any client's will.
    private static final Handler<Throwable> UNHEARD = _ -> {};

    private final Vertx vertx;
    private final Proxy.Call call;
    private final Retries retries;
    private final RequestBody body;
    private final ClientWait wait;
    private final Promise<HttpClientResponse> answer = Promise.promise();

    private Attempt current;
    private HttpClientRequest outgoing;
    private boolean over;

    Attempts(Vertx vertx, Proxy.Call call, ClientWait wait) {
        this.vertx = vertx;
        this.call = call;
        this.retries = new Retries(call);
        this.wait = wait;
        this.body = new RequestBody(call, new Expectation(vertx), new KeptBody(retries.mayRepeat()), wait);
        body.whenTooLarge(() -> answer.tryFail(ApiException.tooLarge(call.bodyLimit())));
    }

    /** The answer that is for the client, once it has begun. */
    Future<HttpClientResponse> run() {
        body.gather().onSuccess(_ -> begin());
        return answer.future();
    }

    /** Whether it is the client that is waited for. */
    boolean areWaitingForBody() {
        return body.isGathering();
    }

    /** The answer has been passed on. */
    void end() {
        over = true;
        current.end();
        // The service answered without hearing all of the request, or was asked to speak another protocol: nothing else
        // can follow on that connection.
        if (!body.isSent() || call.upgrade() != null) {
            outgoing.reset();
        }
    }

    /** No answer is wanted any more, or not the rest of it. */
    void breakOff() {
        over = true;
        if (current != null) {
            current.trace().failed("broken_off");
            current.end();
        }
        discard();
    }

    /** The time is over; an instance that has had its part of it for nothing is to blame. */
    void timedOut() {
        if (current != null) {
            current.trace().failed("timeout");
        }
        if (outgoing != null && body.isSent() && !call.deadline().asked()) {
            current.failed(Reason.TIMEOUT);
        }
    }

    private void begin() {
        if (!over) {
            go(call.upstream().attempt());
        }
    }

    private void open() {
        var opening = current;
        open(opening).onComplete(opened -> {
            if (opened.succeeded()) {
                opened(opened.result());
            } else if (!over) {
                unopened(opened.cause());
            } else if (!Attempt.isBusy(opened.cause())) {
                // Too late for this request, but not for the next one's choice.
                opening.failed(Reason.CONNECT);
            }
        });
    }

    private Future<HttpClientRequest> open(Attempt opening) {
        var method = call.request().method();
        return call.lasting() == null
                ? opening.open(method, call.target())
                : opening.openForStream(method, call.target());
    }

    private void unopened(Throwable cause) {
        current.trace().failed(Attempt.isBusy(cause) ? "no_connection" : Reason.CONNECT.wire);
        if (cause instanceof HttpClosedException && retries.replaceClosed()) {
            next();
        } else if (Attempt.isBusy(cause)) {
            answer.tryFail(unavailable(cause));
        } else {
            failed(Reason.CONNECT, () -> answer.tryFail(unavailable(cause)));
        }
    }

    private void opened(HttpClientRequest opened) {
        opened.exceptionHandler(UNHEARD);
        if (over) {
            opened.reset();
        } else {
            send(opened);
        }
    }

    private void send(HttpClientRequest opened) {
        outgoing = opened;
        wait.connected(current);
        call.journey().send();
        ForwardedHeaders.toService(call, opened.headers());
        if (Trailers.areWanted(call.request())) {
            Trailers.ask(opened);
        }
        current.trace().handOn(opened.headers());
        opened.response().onComplete(answered -> {
            // What was given up may still say something.
            if (!over && opened == outgoing) {
                answered(answered);
            }
        });
        if (call.upgrade() == null) {
            body.sendTo(opened);
        } else {
            call.upgrade().ask(opened);
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answered) {
        if (answered.failed()) {
            unanswered(answered.cause());
            return;
        }
        var response = answered.result();
        response.exceptionHandler(UNHEARD);
        body.answered();
        current.trace().answered(response.statusCode());
        if (!isFinal(response.statusCode()) && !isSwitch(response.statusCode())) {
            unanswered(new IllegalStateException("status " + response.statusCode()));
            return;
        }
        boolean saysWhenToReturn = response.headers().contains(HttpHeaders.RETRY_AFTER);
        var reason = Reason.of(response.statusCode(), saysWhenToReturn);
        if (reason == null) {
            if (saysWhenToReturn) {
                current.answered();
            } else {
                current.answered(response.statusCode());
            }
            answer.tryComplete(response);
        } else {
            failed(reason, () -> answer.tryComplete(response));
        }
    }

    private void unanswered(Throwable cause) {
        current.trace().failed(Reason.RESET.wire);
        if (current.isOnReusedConnection() && body.isWhole() && retries.replaceReused()) {
            next();
        } else {
            failed(Reason.RESET, () -> answer.tryFail(new ApiException(ErrorCode.UPSTREAM_FAILED, cause)));
        }
    }

    private void failed(Reason reason, Runnable giveUp) {
        current.failed(reason);
        if (!body.isWhole() || !retries.allow(reason)) {
            giveUp.run();
            return;
        }
        discard();
        int pause = retries.pauseMillis(reason);
        if (pause == 0) {
            next();
        } else {
            vertx.setTimer(pause, _ -> next());
        }
    }

    private void next() {
        if (over) {
            return;
        }
        current.end();
        go(call.upstream().attemptAfter(current));
    }

    private void go(Optional<Attempt> attempt) {
        if (attempt.isPresent()) {
            current = attempt.get();
            call.journey().add(current, call.request().method());
            open();
        } else {
            answer.tryFail(unavailable(null));
        }
    }

    private void discard() {
        if (outgoing != null) {
            outgoing.reset();
            outgoing = null;
        }
        body.hold();
    }

    private boolean isSwitch(int status) {
        return call.upgrade() != null && status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    // A client that sees 101 takes what follows for another protocol; what has no class is no answer (RFC 9110 section
    // 15).
    private static boolean isFinal(int status) {
        return status >= 200 && status <= 599;
    }

    private static ApiException unavailable(Throwable cause) {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, cause).retryAfter(RETRY_WHEN_DOWN);
    }
}
