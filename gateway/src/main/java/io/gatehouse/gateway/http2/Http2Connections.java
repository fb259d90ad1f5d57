package io.gatehouse.gateway.http2;

import io.gatehouse.gateway.connection.ClientConnections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Future;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The HTTP/2 connections of clients: what each may do, and how all of them come to an end. */
@Singleton
public class Http2Connections {

    // What the streams of one connection may have sent ahead of their services: the memory that it takes.
    static final int CONNECTION_WINDOW = 1 << 20;

    private static final Logger LOG = Logger.getLogger(Http2Connections.class);
    private static final int STREAM_WINDOW = 64 << 10;
    private static final int RESET_WINDOW_SECONDS = 30;
    private static final String CODEC = "handler";

    private final Http2Config config;
    private final MeterRegistry registry;
    private final StreamResets resets;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Http2Connections(Http2Config config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
        this.resets = new StreamResets(registry);
        registry.gaugeCollectionSize("gatehouse.gateway.http2.connections", Tags.empty(), open);
    }

    /** What the codec itself sees to. The largest header is the one of HTTP/1.1. */
    public void configure(HttpServerOptions options) {
        options.setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(config.maxStreams())
                        .setMaxHeaderListSize(options.getMaxHeaderSize())
                        .setInitialWindowSize(STREAM_WINDOW)
                        .setPushEnabled(false))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                .setHttp2RstFloodMaxRstFramePerWindow(config.maxResets())
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
    }

    /** A connection whose first settings have come. */
    public void opened(HttpConnection connection, int maxTarget) {
        var channel = ((ConnectionBase) connection).channel();
        var codec = channel.pipeline().get(Http2ConnectionHandler.class);
        // The codec holds to the limit once the client has acknowledged it: never, with one that does not.
        codec.connection().remote().maxActiveStreams(config.maxStreams());
        var watch = new ConnectionWatch(codec, config, ClientConnections.unreadShare(channel), resets);
        connection.exceptionHandler(cause -> broke(channel, watch, cause));
        channel.pipeline().addBefore(CODEC, "watch", watch);
        watch.begin(new RequestRules(maxTarget));
        open.add(connection);
        connection.closeHandler(_ -> open.remove(connection));
        if (draining) {
            askToLeave(connection);
        }
    }

    /** From now on clients are asked to connect anew, elsewhere. What they still send is answered. */
    public void drain() {
        draining = true;
        open.forEach(Http2Connections::askToLeave);
    }

    /** Tells clients which of their requests were taken, and closes each connection after the last of them. */
    public Future<Void> close(Duration timeout) {
        var closed = open.stream()
                .map(connection -> {
                    connection.goAway(Http2Error.NO_ERROR.code());
                    return connection.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS);
                })
                .toList();
        return Future.join(closed).<Void>mapEmpty().otherwiseEmpty();
    }

    // The last stream there can be: a request that is on its way already is not lost (RFC 9113 section 6.8).
    private static void askToLeave(HttpConnection connection) {
        connection.goAway(Http2Error.NO_ERROR.code(), Integer.MAX_VALUE);
    }

    private void broke(Channel channel, ConnectionWatch watch, Throwable cause) {
        if (cause instanceof Http2Exception fault) {
            watch.end();
            var reason = fault.error().name().toLowerCase(Locale.ROOT);
            Counter.builder("gatehouse.gateway.http2.refused.connections")
                    .tag("reason", reason)
                    .register(registry)
                    .increment();
            LOG.debugf("HTTP/2 connection of %s ended: %s", channel.remoteAddress(), fault.getMessage());
        } else {
            // Clients that vanish are everyday life.
            LOG.debug("A client's connection broke", cause);
        }
    }
}
