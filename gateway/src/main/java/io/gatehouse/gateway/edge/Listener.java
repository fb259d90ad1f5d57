package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.idempotency.Idempotency;
import io.gatehouse.gateway.ratelimit.RateLimiter;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** The public port as one event loop serves it. */
final class Listener extends AbstractVerticle {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final HttpServerOptions options;
    private final Duration headerTimeout;
    private final Stages stages;
    private final RateLimiter limiter;
    private final Idempotency idempotency;
    private final IntConsumer listening;

    Listener(
            HttpServerOptions options,
            Duration headerTimeout,
            Stages stages,
            RateLimiter limiter,
            Idempotency idempotency,
            IntConsumer listening) {
        this.options = options;
        this.headerTimeout = headerTimeout;
        this.stages = stages;
        this.limiter = limiter;
        this.idempotency = idempotency;
        this.listening = listening;
    }

    @Override
    public void start(Promise<Void> started) {
        var pipeline = new RequestPipeline(
                stages,
                new LimitStage(limiter, stages.routes()),
                new AdmissionStage(stages.overload()),
                new IdempotencyStage(idempotency));
        // Without Redis too: the limits degrade, the door opens.
        Future.join(limiter.start(), idempotency.start())
                .transform(_ -> vertx.createHttpServer(options)
                        .connectionHandler(this::readStrictly)
                        .invalidRequestHandler(request -> pipeline.refuse(
                                request,
                                MalformedRequests.refusal(
                                        request.decoderResult().cause())))
                        .requestHandler(pipeline::accept)
                        .listen())
                .onSuccess(server -> listening.accept(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    @Override
    public void stop() {
        limiter.close();
        idempotency.close();
    }

    // A connection has not read a byte yet when it is announced.
    private void readStrictly(HttpConnection connection) {
        // Clients that vanish are everyday life.
        connection.exceptionHandler(cause -> LOG.debug("A client's connection broke", cause));
        var http = (Http1xServerConnection) connection;
        http.channel()
                .pipeline()
                .replace(
                        "httpDecoder",
                        "httpDecoder",
                        new StrictRequestDecoder(options, headerTimeout, http::handleException));
    }
}
