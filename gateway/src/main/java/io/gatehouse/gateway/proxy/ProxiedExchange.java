package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;

/** One request on its way to a service and back. Everything happens on the request's event loop. */
final class ProxiedExchange {

    // RFC 9113 section 7.
    private static final int INTERNAL_ERROR = 2;

    private final Vertx vertx;
    private final Clock clock;
    private final Proxy.Call call;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ClientWait wait;
    private final Attempts attempts;
    private final LeavableClient leavable;
    private final Promise<Void> done = Promise.promise();
    private ResponseRelay relay;
    private long timer;

    ProxiedExchange(Vertx vertx, Clock clock, Proxy.Call call) {
        this.vertx = vertx;
        this.clock = clock;
        this.call = call;
        this.request = call.request();
        this.response = request.response();
        this.wait = new ClientWait(request, this::giveWay);
        this.attempts = new Attempts(vertx, call, wait);
        this.leavable = call.outlivesClient() ? new LeavableClient(response) : null;
    }

    Future<Void> run() {
        if (call.declaredLength() > call.bodyLimit()) {
            return Future.failedFuture(ApiException.tooLarge(call.bodyLimit()));
        }
        if (response.closed()) {
            return Future.failedFuture(BrokenOffException.byClient());
        }
        long left = call.deadline().epochMillis() - clock.millis();
        if (left <= 0) {
            return Future.failedFuture(new ApiException(ErrorCode.UPSTREAM_TIMEOUT));
        }
        if (call.lasting() != null) {
            call.lasting().onEnd(this::endedHere);
        }
        var answer = attempts.run();
        timer = vertx.setTimer(left, _ -> timedOut());
        response.closeHandler(_ -> clientLeft());
        request.exceptionHandler(this::bodyBroke);
        answer.onComplete(this::relay, this::unanswered);
        return done.future().onComplete(_ -> {
            vertx.cancelTimer(timer);
            wait.over();
        });
    }

    private void relay(HttpClientResponse answer) {
        if (done.future().isComplete()) {
            return;
        }
        call.journey().answered(answer.statusCode());
        if (answer.statusCode() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            switchProtocols(answer);
            return;
        }
        relay = new ResponseRelay(call, leavable == null ? response : leavable, answer, wait);
        relay.run().onComplete(_ -> finish(), this::brokeOff);
    }

    private void switchProtocols(HttpClientResponse answer) {
        ForwardedHeaders.toClient(answer.headers(), response.headers());
        call.upgrade().agreed(answer, request).onComplete(_ -> finish(), this::notSwitched);
    }

    private void notSwitched(Throwable cause) {
        fail(cause instanceof ApiException refused ? refused : new ApiException(ErrorCode.UPSTREAM_FAILED, cause));
    }

    // Whoever ends it has said so to the client already, if the response had begun.
    private void endedHere(ApiException why) {
        if (!response.headWritten()) {
            fail(why);
        } else if (done.tryComplete()) {
            attempts.breakOff();
        }
    }

    // What a service has begun for somebody who will ask again is heard to its end, if that comes in time.
    private void clientLeft() {
        if (response.ended()) {
            // An HTTP/2 stream is closed by its own end too; whether
            // all of the response has gone out is then told there.
            return;
        }
        leave();
    }

    private void leave() {
        if (leavable == null || !call.journey().isSent()) {
            fail(BrokenOffException.byClient());
            return;
        }
        long left = Math.max(1, call.deadline().epochMillis() - clock.millis());
        long givingUp = vertx.setTimer(left, _ -> fail(BrokenOffException.byClient()));
        done.future().onComplete(_ -> vertx.cancelTimer(givingUp));
        leavable.left();
    }

    // Others need the connection to the service, and the client of this one is slow. Its own connection ends when
    // it has read what waits there, or is found not to read: until then nobody would hear that it has been closed.
    private void giveWay() {
        if (!response.headWritten()) {
            fail(new ApiException(ErrorCode.REQUEST_TIMEOUT));
            return;
        }
        leave();
        if (leavable != null) {
            response.reset(INTERNAL_ERROR);
        }
    }

    private void finish() {
        if (done.tryComplete()) {
            attempts.end();
        }
    }

    private void bodyBroke(Throwable cause) {
        if (cause instanceof ApiException malformed) {
            fail(malformed);
        }
        // Otherwise the client's connection has closed, and the close handler says so.
    }

    private void unanswered(Throwable failure) {
        fail((ApiException) failure);
    }

    private void timedOut() {
        if (!response.headWritten()) {
            attempts.timedOut();
            fail(new ApiException(
                    attempts.areWaitingForBody() ? ErrorCode.REQUEST_TIMEOUT : ErrorCode.UPSTREAM_TIMEOUT));
        } else if (relay != null && call.lasting() == null) {
            watchSilence();
        }
    }

    // Most responses have long been over by now; those that are not must go on.
    private void watchSilence() {
        timer = vertx.setTimer(call.upstream().readTimeout().toMillis(), _ -> {
            if (relay.isSilent()) {
                fail(new ApiException(ErrorCode.UPSTREAM_TIMEOUT));
            } else {
                watchSilence();
            }
        });
    }

    private void brokeOff(Throwable cause) {
        fail(
                cause instanceof ApiException || cause instanceof BrokenOffException
                        ? (RuntimeException) cause
                        : new ApiException(ErrorCode.UPSTREAM_FAILED, cause));
    }

    private void fail(RuntimeException failure) {
        // Asked now: whoever hears of the failure may tell the client at once.
        boolean begun = response.headWritten();
        if (!done.tryFail(begun ? brokenOff(failure) : failure)) {
            return;
        }
        attempts.breakOff();
        if (begun) {
            // The only way left to say that this is not the whole response: HTTP/1 closes the connection.
            response.reset(INTERNAL_ERROR);
        }
    }

    private static BrokenOffException brokenOff(RuntimeException failure) {
        return failure instanceof BrokenOffException already
                ? already
                : BrokenOffException.byUpstream(failure.getCause());
    }
}
