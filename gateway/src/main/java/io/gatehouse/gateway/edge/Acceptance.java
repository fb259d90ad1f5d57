package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.connection.ClientConnections;
import io.gatehouse.gateway.connection.ConnectionMetrics;
import io.gatehouse.gateway.route.StreamKind;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** How clients are listened to: their connections are counted, and what comes on them is read as strictly as it must be. */
@Singleton
class Acceptance {

    private final EdgeConfig config;
    private final ReadingRules rules;
    private final TrustedProxies proxies;
    private final ClientConnections connections;
    private final ConnectionMetrics metrics;

    Acceptance(EdgeConfig config, ClientConnections connections, ConnectionMetrics metrics) {
        this.config = config;
        this.rules = ReadingRules.of(config);
        this.proxies = TrustedProxies.of(config);
        this.connections = connections;
        this.metrics = metrics;
    }

    HttpServer server(Vertx vertx, HttpServerOptions options) {
        return connections.server(vertx, options, proxies::trusts);
    }

    /** For HTTP/1; the connection has not read a byte yet. */
    void readStrictly(Http1xServerConnection connection, HttpServerOptions options) {
        var pipeline = connection.channel().pipeline();
        pipeline.replace(
                "httpDecoder",
                "httpDecoder",
                new StrictRequestDecoder(options, rules, metrics, connection::handleException));
        // Between requests the decoder looks after it.
        long silence = config.silenceTimeout().toMillis();
        pipeline.replace("idle", "idle", new IdleStateHandler(0, 0, silence, TimeUnit.MILLISECONDS));
    }

    /** A request's body has to come at a pace from now on, but where client and service talk as they like. */
    void expectBody(Exchange exchange) {
        if (exchange.hasBody && exchange.streamKind != StreamKind.GRPC) {
            exchange.carrier.expectBody(rules);
        }
    }
}
