package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request, if it has one, on its way to a service, at the pace of the slower side. It can begin again at another
 * instance as long as no byte of it is lost: before the first one, and where it is kept because the request may be repeated.
 */
final class RequestBody {

    // Of a longer one nothing is kept any more.
    private static final int MOST_KEPT = 64 << 10;

    // So much of it comes before a service is asked: a client that sends slowly holds none of the service's
    // connections.
    private static final int GATHERED = 16 << 10;

    // Services must answer an expectation, and many do not.
    private static final int PATIENCE_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpServerRequest from;
    private final ReadStream<Buffer> body;
    private final long limit;
    private final long length;
    private final boolean keep;
    private final Runnable tooLarge;
    private final boolean lasting;
    private final boolean readBefore;
    private final Promise<Void> gathered = Promise.promise();
    private List<Buffer> kept = new ArrayList<>(1);
    private HttpClientRequest to;
    private long moved;
    private long asking = -1;
    private boolean begun;
    private boolean ended;

    RequestBody(Vertx vertx, Proxy.Call call, boolean keep, Runnable tooLarge) {
        this.vertx = vertx;
        this.from = call.request();
        this.body = call.body();
        this.limit = call.bodyLimit();
        this.length = call.declaredLength();
        this.keep = keep;
        this.tooLarge = tooLarge;
        this.lasting = call.lasting() != null;
        // Then it comes from memory, and the request has nothing more to give.
        this.readBefore = from.isEnded();
        this.ended = !call.hasBody();
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
            ask(next);
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
        return !begun || kept != null;
    }

    /** Whether all of it has gone to the service. */
    boolean isSent() {
        return ended;
    }

    /** The service has answered; if it was still being asked about the body, it does not want it. */
    void answered() {
        vertx.cancelTimer(asking);
    }

    /** The service it was going to is gone; the rest waits for another one. */
    void hold() {
        vertx.cancelTimer(asking);
        to = null;
        if (isReadable()) {
            body.pause();
        }
    }

    // HTTP/1.0 knows no expectations (RFC 9110 section 10.1.1).
    private boolean isExpectant() {
        return !readBefore
                && from.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(from.getHeader(HttpHeaders.EXPECT));
    }

    private void ask(HttpClientRequest next) {
        next.putHeader(HttpHeaders.EXPECT, "100-continue");
        next.continueHandler(_ -> wanted(next));
        asking = vertx.setTimer(PATIENCE_MILLIS, _ -> wanted(next));
        next.sendHead();
    }

    private void wanted(HttpClientRequest by) {
        if (to == by && !begun) {
            vertx.cancelTimer(asking);
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
        if (ended && kept.size() == 1) {
            // One message for the header, the body and its end.
            to.end(kept.getFirst());
        } else {
            kept.forEach(to::write);
            if (ended) {
                to.end();
            }
        }
        if (!keep) {
            kept = null;
        }
        readOn();
    }

    private void move(Buffer buffer) {
        moved += buffer.length();
        if (moved > limit) {
            to = null;
            tooLarge.run();
            return;
        }
        keep(buffer);
        ended = moved == length;
        if (to == null) {
            completeGathering();
        } else if (ended) {
            to.end(buffer);
        } else {
            to.write(buffer);
            if (to.writeQueueFull()) {
                body.pause();
                to.drainHandler(_ -> readOn());
            }
        }
    }

    private void readOn() {
        if (isReadable()) {
            body.resume();
        }
    }

    // One that the client has broken off has ended too, in its own way.
    private boolean isReadable() {
        return !ended && (readBefore || !from.isEnded());
    }

    private void completeGathering() {
        if (!ended && moved >= GATHERED) {
            body.pause();
        }
        if (ended || moved >= GATHERED) {
            gathered.tryComplete();
        }
    }

    private void keep(Buffer buffer) {
        if (isGathering()) {
            kept.add(buffer);
        } else if (moved > MOST_KEPT) {
            kept = null;
        } else if (kept != null) {
            kept.add(buffer);
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (to != null) {
            to.end();
        } else {
            gathered.tryComplete();
        }
    }
}
