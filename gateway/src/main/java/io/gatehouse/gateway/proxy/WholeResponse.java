package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.util.List;

/**
 * A response whose body is at hand, on its way to the client through the same steps as a service's, and not faster than the client
 * reads: what waits for one that does not is a slice, however long the body.
 */
public final class WholeResponse {

    // Steps may have work with it, and what is sent is copied: an event loop does this much at a time.
    private static final int SLICE = 32 << 10;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Buffer body;
    private final WriteStream<Buffer> to;
    private final Promise<Void> done = Promise.promise();
    private ClientQueue queue;
    private int sent;

    private WholeResponse(HttpServerRequest request, Buffer body, WriteStream<Buffer> to) {
        this.request = request;
        this.response = request.response();
        this.body = body;
        this.to = to;
    }

    /** Sends it with the status and the header that the response to this request has by now. */
    public static Future<Void> send(HttpServerRequest request, Buffer body, List<ResponseStep> steps) {
        var response = request.response();
        int status = response.getStatusCode();
        if (status != 204 && status != 304) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        }
        steps.forEach(step -> step.head(response));
        return write(request, body, steps);
    }

    /** Sends the last part of a body and ends with it. */
    public static Future<Void> sendRest(HttpServerRequest request, Buffer rest, WriteStream<Buffer> to) {
        return new WholeResponse(request, rest, to).start();
    }

    /** Sends the rest of it, after the steps have seen the head. */
    static Future<Void> write(HttpServerRequest request, Buffer body, List<ResponseStep> steps) {
        var response = request.response();
        var headers = response.headers();
        int status = response.getStatusCode();
        if (status == 204 || status == 304 || HttpMethod.HEAD.equals(request.method())) {
            return response.end();
        }
        response.setChunked(!headers.contains(HttpHeaders.CONTENT_LENGTH));
        WriteStream<Buffer> first = response;
        for (var step : steps.reversed()) {
            first = step.body(first);
        }
        return new WholeResponse(request, body, first).start();
    }

    private Future<Void> start() {
        next();
        return done.future();
    }

    private void next() {
        if (response.closed()) {
            done.tryFail(BrokenOffException.byClient());
            return;
        }
        int end = Math.min(sent + SLICE, body.length());
        var slice = body.slice(sent, end);
        sent = end;
        if (end == body.length()) {
            to.end(slice).onComplete(done);
            return;
        }
        to.write(slice);
        if (to.writeQueueFull()) {
            keep();
            to.drainHandler(_ -> next());
        } else {
            Vertx.currentContext().runOnContext(_ -> next());
        }
    }

    // What is sent may be a part of it that keeps the whole in memory, so until all of it has gone out.
    private void keep() {
        if (queue == null) {
            queue = new ClientQueue(request);
            queue.keep(body);
            done.future().onComplete(_ -> queue.end());
        }
    }
}
