package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jboss.logging.Logger;

/** One service and the pool of connections to it. */
public final class Upstream {

    private static final Logger LOG = Logger.getLogger(Upstream.class);

    // Services close idle connections after 60 seconds or more; ours go first, so that a request seldom meets a
    // connection that is being closed.
    private static final int KEEP_ALIVE_SECONDS = 30;

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    // As many may wait as can be served: whoever comes later would only wait longer than its deadline.
    private static final int WAITING_PER_CONNECTION = 4;

    private final UpstreamTarget target;
    private final HttpClient client;

    public Upstream(Vertx vertx, UpstreamTarget target, int maxHeaderBytes) {
        this.target = target;
        var options = new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxWaitQueueSize(target.connections() * WAITING_PER_CONNECTION)
                .setMaxHeaderSize(maxHeaderBytes)
                .setTcpNoDelay(true)
                .setSsl(target.tls());
        this.client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(target.connections()))
                // What breaks a connection reaches the request on it; on an idle one it concerns nobody.
                .withConnectHandler(connection -> connection.exceptionHandler(
                        cause -> LOG.debugf(cause, "A connection to %s broke", target.name())))
                .build();
    }

    public String name() {
        return target.name();
    }

    /** Where it is. */
    public URI url() {
        return target.url();
    }

    /** A request on a pooled or new connection; it fails when the service or its pool cannot take one more. */
    public Future<HttpClientRequest> open(HttpMethod method, String uri, MultiMap headers) {
        return client.request(new RequestOptions()
                .setMethod(method)
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setURI(uri)
                .setHeaders(headers));
    }

    public Future<Void> close() {
        return client.close();
    }
}
