package io.gatehouse.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
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

    private final HttpServerRequest from;
    private final ReadStream<Buffer> body;
    private final long limit;
    private final long length;
    private final Runnable tooLarge;
    private final boolean lasting;
    private List<Buffer> kept;
    private HttpClientRequest to;
    private long moved;
    private boolean begun;
    private boolean ended;

    RequestBody(Proxy.Call call, boolean keep, Runnable tooLarge) {
        this.from = call.request();
        this.body = call.body();
        this.limit = call.bodyLimit();
        this.length = call.declaredLength();
        this.tooLarge = tooLarge;
        this.lasting = call.lasting() != null;
        this.kept = keep ? new ArrayList<>(0) : null;
        this.ended = !call.hasBody();
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
        if (lasting) {
            // The service may want to answer before there is a body.
            next.sendHead();
        }
        if (begun) {
            kept.forEach(next::write);
        } else {
            begin();
        }
        if (ended) {
            next.end();
        } else {
            body.resume();
        }
    }

    /** Whether it can be sent from its beginning once more. */
    boolean isWhole() {
        return !begun || kept != null;
    }

    /** Whether all of it has gone to the service. */
    boolean isSent() {
        return ended;
    }

    /** The service it was going to is gone; the rest waits for another one. */
    void hold() {
        to = null;
        // One that the client has broken off has ended too, in its own way.
        if (!ended && !from.isEnded()) {
            body.pause();
        }
    }

    private void begin() {
        begun = true;
        if ("100-continue".equalsIgnoreCase(from.getHeader(HttpHeaders.EXPECT))) {
            from.response().writeContinue();
        }
        body.handler(this::move);
        body.endHandler(_ -> end());
    }

    private void move(Buffer buffer) {
        moved += buffer.length();
        if (moved > limit) {
            to = null;
            tooLarge.run();
            return;
        }
        keep(buffer);
        if (moved == length) {
            // One message for the header, the body and its end, where the body came in one piece.
            ended = true;
            if (to != null) {
                to.end(buffer);
            }
        } else if (to != null) {
            to.write(buffer);
            if (to.writeQueueFull()) {
                body.pause();
                to.drainHandler(_ -> readOn());
            }
        }
    }

    private void readOn() {
        if (!from.isEnded()) {
            body.resume();
        }
    }

    private void keep(Buffer buffer) {
        if (moved > MOST_KEPT) {
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
        }
    }
}
