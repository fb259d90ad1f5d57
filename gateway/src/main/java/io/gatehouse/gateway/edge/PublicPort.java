package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.http2.Http2Config;
import io.gatehouse.gateway.http2.Http2Connections;
import io.gatehouse.gateway.tls.ServerCertificates;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the public port is spoken to: with a certificate by TLS, where client and gateway agree on HTTP/2 or HTTP/1.1, else by
 * HTTP/1.1 in clear text. HTTP/2 in clear text has a port of its own, if it is asked for.
 */
@Singleton
class PublicPort {

    // Vert.x gives all event loops the same free port for the same negative number, and each its own for 0.
    private static final int ONE_FREE_PORT = -1;
    private static final int ANOTHER_FREE_PORT = -2;

    private final EdgeConfig config;
    private final Http2Config http2Config;
    private final Http2Connections http2;
    private final ServerCertificates certificates;
    private HttpServerOptions options;

    PublicPort(EdgeConfig config, Http2Config http2Config, Http2Connections http2, ServerCertificates certificates) {
        this.config = config;
        this.http2Config = http2Config;
        this.http2 = http2;
        this.certificates = certificates;
    }

    /** Settles what the port begins with. */
    void prepare() {
        options = common(config.port() == 0 ? ONE_FREE_PORT : config.port());
        if (certificates.arePresent()) {
            certificates.configure(options);
        }
    }

    HttpServerOptions options() {
        return options;
    }

    /** Told when it is listened on. */
    void opened() {
        if (certificates.arePresent()) {
            certificates.watch();
        }
    }

    /** The scheme of the port, for whoever reads the log. */
    String scheme() {
        return certificates.arePresent() ? "https" : "http";
    }

    /** The port where HTTP/2 alone is spoken, in clear text and without an upgrade. */
    Optional<HttpServerOptions> clearTextHttp2() {
        return http2Config.clearTextPort().map(port -> common(port == 0 ? ANOTHER_FREE_PORT : port)
                .setHttp2ClearTextEnabled(true));
    }

    Http2Connections http2() {
        return http2;
    }

    void drain() {
        http2.drain();
    }

    Future<Void> close() {
        return http2.close(config.lingerTimeout());
    }

    private HttpServerOptions common(int port) {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
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
        http2.configure(options);
        return options;
    }
}
