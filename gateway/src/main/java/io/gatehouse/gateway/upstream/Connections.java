package io.gatehouse.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The connections to the instances of one upstream. Each event loop has its own: a request never crosses threads, which would
 * cost more than anything else that is done for it.
 */
final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final AttributeKey<Boolean> NEW = AttributeKey.valueOf("io.gatehouse.gateway.new-connection");

    // Over HTTP/2 each carries as many streams as the service allows.
    private static final int HTTP2_FOR_STREAMS = 8;

    // Each of them may wait for its client with a whole window in hand, and leave the connection's to the others.
    private static final int HTTP2_STREAMS = 256;
    private static final int HTTP2_WINDOW = HTTP2_STREAMS * (64 << 10);

    // Services may answer with more header than clients may send: cookies, links, policies.
    private static final int MAX_RESPONSE_HEADER_BYTES = 32 << 10;

    private final VertxInternal vertx;
    private final String upstream;
    private final HttpClientOptions options;
    private final PoolOptions pool;
    private final int most;
    private final int waiting;
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

    private Connections(Vertx vertx, UpstreamTarget target, PoolOptions pool, int eventLoops) {
        this.vertx = (VertxInternal) vertx;
        this.upstream = target.name();
        this.options = options(target);
        this.pool = pool;
        this.waiting = ConnectionSettings.share(target.connections().waiting(), eventLoops);
        this.most = options.getProtocolVersion() == HttpVersion.HTTP_2 ? HTTP2_STREAMS : pool.getHttp1MaxSize();
    }

    static Connections of(Vertx vertx, UpstreamTarget target, int eventLoops) {
        // Who waits is counted here: requests that were given up stay in the pool's queue.
        var pool = pool(target.connections().limit(), 1, eventLoops).setMaxWaitQueueSize(-1);
        return new Connections(vertx, target, pool, eventLoops);
    }

    /** For requests whose answers go on for long; they would leave none to the others. */
    static Connections forStreams(Vertx vertx, UpstreamTarget target, int eventLoops) {
        var connections = target.connections();
        var pool = pool(connections.streams(), HTTP2_FOR_STREAMS, eventLoops)
                .setMaxWaitQueueSize(ConnectionSettings.share(connections.waiting(), eventLoops));
        return new Connections(vertx, target, pool, eventLoops);
    }

    /**
     * Those to this instance that the event loop has in use.
     *
     * @param gaveWay told when a request gave its own up for another one
     */
    Occupancy occupancy(Instance instance, Runnable gaveWay) {
        return instance.occupancy(
                vertx.getOrCreateContext().nettyEventLoop(), () -> new Occupancy(vertx, most, waiting, gaveWay));
    }

    Future<HttpClientRequest> request(RequestOptions request) {
        return client(vertx.getOrCreateContext()).request(request);
    }

    /** Whether a connection has not carried a request before; the first one to ask is told so. */
    static boolean isNew(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().attr(NEW).getAndSet(null) != null;
    }

    Future<Void> close() {
        return Future.join(clients.values().stream().map(HttpClient::close).toList())
                .mapEmpty();
    }

    private static PoolOptions pool(int http1, int http2, int eventLoops) {
        return new PoolOptions()
                .setHttp1MaxSize(ConnectionSettings.share(http1, eventLoops))
                .setHttp2MaxSize(http2);
    }

    private HttpClient client(ContextInternal context) {
        var client = clients.get(context.nettyEventLoop());
        return client == null ? clients.computeIfAbsent(context.nettyEventLoop(), _ -> open()) : client;
    }

    private HttpClient open() {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(this::opened)
                .build();
    }

    private void opened(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channel();
        channel.attr(NEW).set(true);
        StrictCodec.install(channel, options);
        // What breaks a connection reaches the request on it; on an idle one it concerns nobody.
        connection.exceptionHandler(cause -> LOG.debugf(cause, "A connection to %s broke", upstream));
    }

    private static HttpClientOptions options(UpstreamTarget target) {
        var settings = target.connections();
        int keepAlive = Math.toIntExact(settings.keepAlive().toSeconds());
        var options = new HttpClientOptions()
                .setKeepAliveTimeout(keepAlive)
                .setHttp2KeepAliveTimeout(keepAlive)
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES)
                .setTcpNoDelay(true)
                .setSsl(target.source().tls())
                .setUseAlpn(settings.protocol() == ConnectionSettings.Protocol.H2);
        if (settings.protocol() != ConnectionSettings.Protocol.HTTP1) {
            options.setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setHttp2MultiplexingLimit(HTTP2_STREAMS)
                    .setHttp2ConnectionWindowSize(HTTP2_WINDOW);
        }
        if (settings.ca() != null) {
            options.setTrustOptions(settings.ca().trust());
        }
        return options;
    }
}
