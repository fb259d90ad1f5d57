package io.gatehouse.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.WriteStream;
import java.util.List;

/** A service's response on its way to the client. */
final class ResponseRelay {

    // A call that fails at once ends with its header, which must not be sent before.
    private static final CharSequence GRPC_STATUS = HttpHeaders.createOptimized("grpc-status");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final WriteStream<Buffer> client;
    private final HttpClientResponse answer;
    private final ClientWait wait;
    private final List<ResponseStep> steps;
    private final boolean lasting;
    private BodyPump pump;

    /** @param client where the body goes in the end */
    ResponseRelay(Proxy.Call call, WriteStream<Buffer> client, HttpClientResponse answer, ClientWait wait) {
        this.request = call.request();
        this.response = request.response();
        this.client = client;
        this.answer = answer;
        this.wait = wait;
        this.steps = call.steps();
        this.lasting = call.lasting() != null;
    }

    /** Completes when all of it has been sent; fails when the service breaks off before. */
    Future<Void> run() {
        response.setStatusCode(answer.statusCode());
        ForwardedHeaders.toClient(answer.headers(), response.headers());
        Buffer instead = null;
        for (var step : steps) {
            step.head(response);
            instead = step.instead() == null ? instead : step.instead();
        }
        if (instead != null) {
            return withOther(instead);
        }
        return isBodiless() ? withoutBody() : withBody();
    }

    /** Whether the service has said nothing of its response since this was asked before. */
    boolean isSilent() {
        return pump == null || pump.isSilent();
    }

    private Future<Void> withOther(Buffer body) {
        return readAway().compose(_ -> WholeResponse.write(request, body, steps));
    }

    private Future<Void> withoutBody() {
        if (response.getStatusCode() == 204) {
            // RFC 9110 section 8.6: it has none, whatever the service says.
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        var whole = readAway();
        for (var step : steps) {
            whole = whole.compose(_ -> step.endWithoutBody());
        }
        return whole.compose(_ -> finish(client));
    }

    private Future<Void> readAway() {
        var ended = Promise.<Void>promise();
        answer.exceptionHandler(ended::tryFail);
        answer.endHandler(_ -> {
            wait.serviceIsDone();
            ended.tryComplete();
        });
        answer.resume();
        return ended.future();
    }

    private Future<Void> withBody() {
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        WriteStream<Buffer> first = client;
        for (var step : steps.reversed()) {
            first = step.body(first);
        }
        if (lasting && !answer.headers().contains(GRPC_STATUS)) {
            // Clients may wait for it, for long, before anything else is said.
            response.writeHead();
        }
        var to = first;
        pump = new BodyPump(answer, to, wait, length());
        return pump.run().compose(ended -> ended ? Future.succeededFuture() : finish(to));
    }

    private Future<Void> finish(WriteStream<Buffer> to) {
        // A client that has left is noticed elsewhere, and told nothing.
        if (response.closed() && client == response) {
            return Promise.<Void>promise().future();
        }
        if (Trailers.areWanted(request) && (response.isChunked() || request.version() == HttpVersion.HTTP_2)) {
            Trailers.toClient(answer, response);
        }
        return to.end()
                .onSuccess(_ -> {
                    if (endsWithConnection()) {
                        request.connection().close();
                    }
                })
                .recover(failure -> Future.failedFuture(BrokenOffException.unsent(failure)));
    }

    private long length() {
        var length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private boolean isBodiless() {
        return HttpMethod.HEAD.equals(request.method())
                || response.getStatusCode() == 204
                || response.getStatusCode() == 304;
    }

    // HTTP/1.0 has no chunks: without a length the end of the connection is the end of the body.
    private boolean endsWithConnection() {
        return request.version() == HttpVersion.HTTP_1_0 && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }
}
