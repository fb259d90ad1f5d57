package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.ClientPart;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * The body of a request, if it has one, on its way to a service, at the pace of the slower side. It can begin again at another
 * instance as long as no byte of it is lost: before the first one, and where it is kept because the request may be repeated.
 */
final class RequestBody {

    // So much of it comes before a service is asked: a client
    // that sends slowly holds none of the service's connections.
    private static final int PIECE = 16 << 10;

    private final HttpServerRequest from;
    private final ReadStream<Buffer> body;
    private final long limit;
    private final long length;
    private final Expectation expectation;
    private final KeptBody kept;
    private final ClientWait wait;
    private final boolean lasting;
    private final boolean readBefore;
    private final Promise<Void> gathered = Promise.promise();
    private Runnable tooLarge = () -> {};
    private HttpClientRequest to;
    private long moved;
    private long notedAt;
    private boolean begun;
    private boolean ended;

    RequestBody(Proxy.Call call, Expectation expectation, KeptBody kept, ClientWait wait) {
        this.from = call.request();
        this.body = call.body();
        this.limit = call.bodyLimit();
        this.length = call.declaredLength();
        this.expectation = expectation;
        this.kept = kept;
        this.wait = wait;
        this.lasting = call.lasting() != null;
        // Then it comes from memory, and the request has nothing more to give.
        this.readBefore = from.isEnded();
        this.ended = !call.hasBody();
    }

    void whenTooLarge(Runnable action) {
        tooLarge = action;
    }

    /** Completes when all of it has come, or enough to begin with. Of one that the service may answer before nothing comes before. */
    Future<Void> gather() {
        if (ended || lasting || isExpectant()) {
            return Future.succeededFuture();
        }
        begin();
        body.resume();
        return gathered.future();
    }

    /** Whether the client has not sent yet what is to come before a service is asked. */
    boolean isGathering() {
        return begun && !gathered.future().isComplete();
    }

    /** Sends it there, from its beginning, and ends the request with it. */
    void sendTo(HttpClientRequest next) {
        if (ended && !begun) {
            next.end();
            return;
        }
        to = next;
        if (!next.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            next.setChunked(true);
        }
        if (!begun && isExpectant()) {
            expectation.ask(next, () -> wanted(next));
            return;
        }
        if (lasting) {
            next.sendHead();
        }
        if (!begun) {
            begin();
            gathered.complete();
        }
        proceed();
    }

    /** Whether it can be sent from its beginning once more. */
    boolean isWhole() {
        return !begun || kept.isWhole();
    }

    /** Whether all of it has gone to the service. */
    boolean isSent() {
        return ended;
    }

    /** The service has answered; if it was still being asked about the body, it does not want it. */
    void answered() {
        expectation.settle();
    }

    /** The service it was going to is gone; the rest waits for another one. */
    void hold() {
        expectation.settle();
        to = null;
        if (isReadable()) {
            body.pause();
        }
    }

    private boolean isExpectant() {
        return !readBefore && Expectation.isIn(from);
    }

    private void wanted(HttpClientRequest by) {
        if (to == by && !begun) {
            expectation.settle();
            begin();
            gathered.complete();
            from.response().writeContinue();
            proceed();
        }
    }

    private void begin() {
        begun = true;
        body.handler(this::move);
        body.endHandler(_ -> end());
    }

    private void proceed() {
        kept.sendTo(to, ended);
        readOn();
    }

    private void move(Buffer buffer) {
        moved += buffer.length();
        if (moved > limit) {
            to = null;
            tooLarge.run();
            return;
        }
        ended = moved == length;
        keep(buffer);
        if (to == null) {
            completeGathering();
        } else if (ended) {
            wait.end(ClientPart.BODY);
            to.end(buffer);
        } else {
            to.write(buffer);
            await();
        }
    }

    // Of the slower side. A client that sends less than a piece
    // at a time is waited for from the beginning of the piece on.
    private void await() {
        if (to.writeQueueFull()) {
            wait.end(ClientPart.BODY);
            body.pause();
            to.drainHandler(_ -> readOn());
        } else if (moved - notedAt >= PIECE) {
            awaitClient();
        }
    }

    private void awaitClient() {
        notedAt = moved;
        wait.begin(ClientPart.BODY);
    }

    private void readOn() {
        if (isReadable()) {
            awaitClient();
            body.resume();
        }
    }

    // One that the client has broken off has ended too, in its own way.
    private boolean isReadable() {
        return !ended && (readBefore || !from.isEnded());
    }

    private void completeGathering() {
        if (!ended && moved >= PIECE) {
            body.pause();
        }
        if (ended || moved >= PIECE) {
            gathered.tryComplete();
        }
    }

    private void keep(Buffer buffer) {
        if (isGathering()) {
            kept.gather(buffer);
        } else {
            kept.keep(buffer, moved);
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (to != null) {
            wait.end(ClientPart.BODY);
            to.end();
        } else {
            gathered.tryComplete();
        }
    }
}
