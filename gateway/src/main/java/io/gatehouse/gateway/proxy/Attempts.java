package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.RetryPolicy.Reason;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** The attempts to get one request answered, at one instance after the other. */
final class Attempts implements Sending.Listener {

    private static final Duration RETRY_WHEN_DOWN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Proxy.Call call;
    private final Retries retries;
    private final RequestBody body;
    private final ClientWait wait;
    private final Promise<HttpClientResponse> answer = Promise.promise();

    private Sending current;
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
        attempt().end();
        // The service answered without hearing all of the request, or was asked to speak another protocol.
        if (!body.isSent() || call.upgrade() != null) {
            current.reset();
        }
    }

    /** No answer is wanted any more, or not the rest of it. */
    void breakOff() {
        over = true;
        if (current != null) {
            attempt().trace().failed("broken_off");
            attempt().end();
            current.giveUp();
        }
        body.hold();
    }

    /** The time is over; an instance that has had its part of it for nothing is to blame. */
    void timedOut() {
        if (current == null) {
            return;
        }
        if (current.isOpen() && body.isSent() && !call.deadline().asked()) {
            attempt().timedOut();
        } else {
            attempt().trace().failed("timeout");
        }
    }

    @Override
    public void unopened(Throwable cause) {
        attempt().trace().failed(Attempt.isBusy(cause) ? "no_connection" : Reason.CONNECT.wire);
        if (cause instanceof HttpClosedException && retries.replaceClosed()) {
            next();
        } else if (Attempt.isBusy(cause)) {
            answer.tryFail(unavailable(cause));
        } else {
            failed(Reason.CONNECT, () -> answer.tryFail(unavailable(cause)));
        }
    }

    @Override
    public void unanswered(Throwable cause) {
        attempt().trace().failed(Reason.RESET.wire);
        if (attempt().isOnReusedConnection() && body.isWhole() && retries.replaceReused()) {
            next();
        } else {
            failed(Reason.RESET, () -> answer.tryFail(new ApiException(ErrorCode.UPSTREAM_FAILED, cause)));
        }
    }

    @Override
    public void answered(HttpClientResponse response) {
        int status = response.statusCode();
        body.answered();
        attempt().trace().answered(status);
        if (!isFinal(status) && !isSwitch(status)) {
            unanswered(new IllegalStateException("status " + status));
            return;
        }
        boolean saysWhenToReturn = response.headers().contains(HttpHeaders.RETRY_AFTER);
        var reason = Reason.of(status, saysWhenToReturn);
        if (reason != null) {
            failed(reason, () -> answer.tryComplete(response));
            return;
        }
        if (saysWhenToReturn) {
            attempt().answered();
        } else {
            attempt().answered(status);
        }
        answer.tryComplete(response);
    }

    private void begin() {
        if (!over) {
            go(call.upstream().attempt());
        }
    }

    private void failed(Reason reason, Runnable giveUp) {
        attempt().failed(reason);
        if (!body.isWhole() || !retries.allow(reason)) {
            giveUp.run();
            return;
        }
        current.giveUp();
        body.hold();
        int pause = retries.pauseMillis(reason);
        if (pause == 0) {
            next();
        } else {
            vertx.setTimer(pause, _ -> next());
        }
    }

    private void next() {
        if (!over) {
            attempt().end();
            go(call.upstream().attemptAfter(attempt()));
        }
    }

    private void go(Optional<Attempt> attempt) {
        if (attempt.isPresent()) {
            current = new Sending(call, attempt.get(), body, wait, this);
            call.journey().add(attempt(), call.request().method());
            current.begin();
        } else {
            answer.tryFail(unavailable(null));
        }
    }

    private Attempt attempt() {
        return current.attempt();
    }

    private boolean isSwitch(int status) {
        return call.upgrade() != null && status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    // A client that sees 101 takes what follows for another protocol;
    // what has no class is no answer (RFC 9110 section 15).
    private static boolean isFinal(int status) {
        return status >= 200 && status <= 599;
    }

    private static ApiException unavailable(Throwable cause) {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, cause).retryAfter(RETRY_WHEN_DOWN);
    }
}
