package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.idempotency.Idempotencies;
import io.gatehouse.gateway.ratelimit.RateLimiters;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Opens and closes the public port. It is the gateway's own server on Quarkus's Vert.x: the one that Quarkus starts answers
 * malformed requests by itself, without a problem, and offers no place to read requests strictly.
 */
@Singleton
public class Edge {

    private static final Logger LOG = Logger.getLogger(Edge.class);
    private static final long DRAIN_CHECK_MILLIS = 50;

    private final Vertx vertx;
    private final EdgeConfig config;
    private final RateLimiters limiters;
    private final Idempotencies idempotencies;
    private final Stages stages;
    private final PublicPort publicPort;
    private List<Listener> listeners = List.of();
    private volatile int port;
    private volatile int clearTextHttp2Port;

    Edge(
            Vertx vertx,
            EdgeConfig config,
            RateLimiters limiters,
            Idempotencies idempotencies,
            Stages stages,
            PublicPort publicPort) {
        this.vertx = vertx;
        this.config = config;
        this.limiters = limiters;
        this.idempotencies = idempotencies;
        this.stages = stages;
        this.publicPort = publicPort;
    }

    /** The port that is listened on, also where a free one was asked for. */
    public int port() {
        return port;
    }

    /** The event loops that serve it. */
    List<Context> eventLoops() {
        return listeners.stream().map(Listener::eventLoop).toList();
    }

    /** The port where HTTP/2 is spoken in clear text; 0 without one. */
    public int clearTextHttp2Port() {
        return clearTextHttp2Port;
    }

    void open(@Observes StartupEvent start) {
        publicPort.prepare();
        listeners = EventLoops.ofPublicPort(vertx, config.eventLoops()).stream()
                .map(this::listener)
                .toList();
        try {
            join(Future.all(listeners.stream().map(Listener::open).toList()));
        } catch (CompletionException failure) {
            throw notStarted(failure);
        }
        publicPort.opened();
        LOG.infof("The gateway listens on %s://%s:%d", publicPort.scheme(), config.host(), port);
        if (clearTextHttp2Port != 0) {
            LOG.infof("HTTP/2 in clear text is spoken on %s:%d", config.host(), clearTextHttp2Port);
        }
    }

    void drain(@Observes ShutdownDelayInitiatedEvent delay) {
        drain();
    }

    void close(@Observes ShutdownEvent stop) {
        if (port == 0) {
            return;
        }
        drain();
        stages.streams().drain(config.drainTimeout().dividedBy(2));
        join(idle());
        LOG.infof(
                "The gateway stops; %d requests are still in flight",
                stages.departure().inFlight());
        join(publicPort.close());
        join(Future.join(listeners.stream().map(Listener::close).toList()));
        join(stages.routes().close());
    }

    private void drain() {
        stages.departure().drain();
        publicPort.drain();
    }

    private Listener listener(Context eventLoop) {
        return new Listener(eventLoop, publicPort, stages, limiters.create(), idempotencies.create(), this::listening);
    }

    private void listening(HttpServer server, HttpServer clearTextHttp2) {
        port = server.actualPort();
        clearTextHttp2Port = clearTextHttp2 == null ? 0 : clearTextHttp2.actualPort();
    }

    private Future<Void> idle() {
        var idle = Promise.<Void>promise();
        long deadline = System.nanoTime() + config.drainTimeout().toNanos();
        vertx.setPeriodic(DRAIN_CHECK_MILLIS, timer -> {
            if (stages.departure().inFlight() == 0 || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                idle.complete();
            }
        });
        return idle.future();
    }

    // Of this type the runtime logs the message alone, without a stack
    // trace. Each transport has its own for a port that is taken.
    private RuntimeException notStarted(CompletionException failure) {
        return failure.getCause() instanceof IOException taken
                ? new ConfigurationException("Not started: " + config.host() + ":" + config.port()
                        + " cannot be listened on: " + taken.getMessage())
                : failure;
    }

    // Start and stop happen on the main thread, which has nothing else to do.
    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
