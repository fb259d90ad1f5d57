package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.http2.Http2Requests;
import io.gatehouse.gateway.idempotency.Idempotency;
import io.gatehouse.gateway.ratelimit.RateLimiter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The public port as one event loop serves it. */
final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final Context eventLoop;
    private final Vertx vertx;
    private final PublicPort port;
    private final Stages stages;
    private final RateLimiter limiter;
    private final Idempotency idempotency;
    private final BiConsumer<HttpServer, HttpServer> listening;
    private final List<HttpServer> servers = new ArrayList<>();
    private RequestPipeline pipeline;

    /** @param listening told of the server, and of the one for HTTP/2 in clear text or null */
    Listener(
            Context eventLoop,
            PublicPort port,
            Stages stages,
            RateLimiter limiter,
            Idempotency idempotency,
            BiConsumer<HttpServer, HttpServer> listening) {
        this.eventLoop = eventLoop;
        this.vertx = eventLoop.owner();
        this.port = port;
        this.stages = stages;
        this.limiter = limiter;
        this.idempotency = idempotency;
        this.listening = listening;
    }

    Context eventLoop() {
        return eventLoop;
    }

    Future<Void> open() {
        return onEventLoop(this::start);
    }

    Future<Void> close() {
        return onEventLoop(() -> {
            limiter.close();
            idempotency.close();
            return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
        });
    }

    private Future<Void> onEventLoop(Supplier<Future<Void>> step) {
        var done = Promise.<Void>promise();
        eventLoop.runOnContext(
                _ -> Future.<Void>succeededFuture().compose(_ -> step.get()).onComplete(done));
        return done.future();
    }

    private Future<Void> start() {
        pipeline = new RequestPipeline(
                stages,
                new LimitStage(limiter, stages.routes()),
                new AdmissionStage(stages.overload()),
                new IdempotencyStage(idempotency));
        // Without Redis too: the limits degrade, the door opens.
        return Future.join(limiter.start(), idempotency.start())
                .transform(_ -> listen(port.options()))
                .compose(server -> listenToHttp2().onSuccess(http2 -> listening.accept(server, http2)))
                .mapEmpty();
    }

    private Future<HttpServer> listen(HttpServerOptions options) {
        return stages.acceptance()
                .server(vertx, options)
                .connectionHandler(connection -> opened(connection, options))
                .invalidRequestHandler(request -> pipeline.refuse(
                        request,
                        MalformedRequests.refusal(request.decoderResult().cause())))
                .requestHandler(this::accept)
                .listen()
                .onSuccess(servers::add);
    }

    private Future<HttpServer> listenToHttp2() {
        return port.clearTextHttp2()
                .map(options -> stages.acceptance()
                        .server(vertx, options)
                        .connectionHandler(connection -> openedInClearText(connection, options))
                        .requestHandler(this::acceptHttp2)
                        .listen()
                        .onSuccess(servers::add))
                .orElseGet(Future::succeededFuture);
    }

    private void opened(HttpConnection connection, HttpServerOptions options) {
        if (connection instanceof Http1xServerConnection http1) {
            readStrictly(http1, options);
        } else {
            port.http2().opened(connection, options.getMaxInitialLineLength());
        }
    }

    // HTTP/1 is read there before it is announced, and an upgrade from it, too.
    private void openedInClearText(HttpConnection connection, HttpServerOptions options) {
        if (Http2Requests.isPriorKnowledge(connection)) {
            port.http2().opened(connection, options.getMaxInitialLineLength());
        } else {
            connection.close();
        }
    }

    private void accept(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            acceptHttp2(request);
        } else {
            pipeline.accept(request);
        }
    }

    private void acceptHttp2(HttpServerRequest request) {
        if (!Http2Requests.isKnown(request)) {
            request.connection().close();
            return;
        }
        var fault = Http2Requests.fault(request);
        if (fault == null) {
            pipeline.accept(request);
        } else {
            pipeline.refuse(request, MalformedRequests.refusal(fault));
        }
    }

    // A connection has not read a byte yet when it is announced.
    private void readStrictly(Http1xServerConnection connection, HttpServerOptions options) {
        // Clients that vanish are everyday life.
        connection.exceptionHandler(cause -> LOG.debug("A client's connection broke", cause));
        stages.acceptance().readStrictly(connection, options);
    }
}
