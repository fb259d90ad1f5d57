package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.idempotency.Idempotencies;
import io.gatehouse.gateway.ratelimit.RateLimiters;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens and closes the public port. It is the gateway's own server on Quarkus's Vert.x: the one that Quarkus starts answers
 * malformed requests by itself, without a problem, and offers no place to read requests strictly.
 */
@Singleton
public class Edge {

    private static final Logger LOG = Logger.getLogger(Edge.class);
    private static final long DRAIN_CHECK_MILLIS = 50;

    // Vert.x gives all event loops the same free port for a negative number, and each its own for 0.
    private static final int ONE_FREE_PORT = -1;

    private final Vertx vertx;
    private final EdgeConfig config;
    private final RateLimiters limiters;
    private final Idempotencies idempotencies;
    private final EdgeMetrics metrics;
    private final Stages stages;
    private String deployment;
    private volatile int port;

    Edge(
            Vertx vertx,
            EdgeConfig config,
            RateLimiters limiters,
            Idempotencies idempotencies,
            EdgeMetrics metrics,
            Stages stages) {
        this.vertx = vertx;
        this.config = config;
        this.limiters = limiters;
        this.idempotencies = idempotencies;
        this.metrics = metrics;
        this.stages = stages;
    }

    /** The port that is listened on, also where a free one was asked for. */
    public int port() {
        return port;
    }

    void open(@Observes StartupEvent start) {
        var eventLoops = config.eventLoops().orElse(Runtime.getRuntime().availableProcessors());
        try {
            deployment = join(vertx.deployVerticle(this::listener, new DeploymentOptions().setInstances(eventLoops)));
        } catch (CompletionException failure) {
            throw notStarted(failure);
        }
        LOG.infof("The gateway listens on %s:%d", config.host(), port);
    }

    void drain(@Observes ShutdownDelayInitiatedEvent delay) {
        stages.departure().drain();
    }

    void close(@Observes ShutdownEvent stop) {
        if (deployment == null) {
            return;
        }
        stages.departure().drain();
        stages.streams().drain(config.drainTimeout().dividedBy(2));
        join(idle());
        LOG.infof("The gateway stops; %d requests are still in flight", metrics.inFlight());
        join(vertx.undeploy(deployment));
        join(stages.routes().close());
    }

    private Listener listener() {
        return new Listener(
                options(),
                config.headerTimeout(),
                stages,
                limiters.create(),
                idempotencies.create(),
                actual -> port = actual);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? ONE_FREE_PORT : config.port())
                .setMaxHeaderSize(Math.toIntExact(config.maxHeaderSize().asLongValue()))
                .setMaxInitialLineLength(Math.toIntExact(config.maxRequestLine().asLongValue()))
                .setIdleTimeout(Math.toIntExact(config.idleTimeout().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Upgrades to HTTP/2 over clear text are a known way around a proxy's rules.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                // No protocol is switched here; the handler would look at every request.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setTcpNoDelay(true);
    }

    private Future<Void> idle() {
        var idle = Promise.<Void>promise();
        long deadline = System.nanoTime() + config.drainTimeout().toNanos();
        vertx.setPeriodic(DRAIN_CHECK_MILLIS, timer -> {
            if (metrics.inFlight() == 0 || System.nanoTime() - deadline >= 0) {
                vertx.cancelTimer(timer);
                idle.complete();
            }
        });
        return idle.future();
    }

    // Of this type the runtime logs the message alone, without a stack trace.
    private RuntimeException notStarted(CompletionException failure) {
        return failure.getCause() instanceof BindException taken
                ? new ConfigurationException("Not started: " + config.host() + ":" + config.port()
                        + " cannot be listened on: " + taken.getMessage())
                : failure;
    }

    // Start and stop happen on the main thread, which has nothing else to do.
    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
