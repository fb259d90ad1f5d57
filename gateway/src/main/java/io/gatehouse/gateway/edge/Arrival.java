package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.proxy.Caller;
import io.gatehouse.gateway.proxy.Deadline;
import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.gateway.stream.GrpcCall;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.kit.web.RequestIds;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.SocketAddressImpl;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/** The first that happens to a request: it gets its id, and it is settled where it comes from. */
@Singleton
class Arrival {

    private final TrustedProxies proxies;
    private final EdgeMetrics metrics;
    private final RequestSpans spans;
    private final Clock clock;

    Arrival(EdgeConfig config, EdgeMetrics metrics, RequestSpans spans, Clock clock) {
        this.proxies = TrustedProxies.of(config);
        this.metrics = metrics;
        this.spans = spans;
        this.clock = clock;
    }

    void open(Exchange exchange) {
        metrics.began();
        var request = exchange.request;
        if (exchange.hasBody) {
            // No byte of the body is read before somebody wants it.
            request.pause();
        }
        var peer = peer(request);
        exchange.trustedPeer = proxies.trusts(peer);
        spans.begin(exchange);
        exchange.client = proxies.client(peer, request.headers());
        exchange.scheme = scheme(exchange, peer);
        var sent = request.getHeader(RequestIds.HEADER);
        exchange.requestId = exchange.trustedPeer && RequestIds.acceptable(sent) ? sent : RequestIds.next();
    }

    /** When the service must have answered: the route's time from now on, or less where a trusted proxy has less. */
    Deadline deadline(Exchange exchange) {
        var now = clock.instant();
        var most = exchange.route.delivery().timeout();
        var asked = exchange.trustedPeer ? exchange.request.getHeader(RequestDeadline.HEADER) : null;
        var left = RequestDeadline.timeLeft(asked, now, shorter(most, exchange));
        return new Deadline(now.plus(left).toEpochMilli(), left.compareTo(most) < 0);
    }

    private static Duration shorter(Duration most, Exchange exchange) {
        var asked = exchange.streamKind == StreamKind.GRPC ? GrpcCall.timeout(exchange.request) : null;
        return asked != null && asked.compareTo(most) < 0 ? asked : most;
    }

    /** What a service is told of the client. */
    Caller caller(Exchange exchange) {
        var request = exchange.request;
        var host = exchange.trustedPeer ? proxies.host(peer(request), request.headers()) : null;
        return new Caller(
                exchange.client.getHostAddress(),
                exchange.scheme,
                host != null ? host : request.getHeader(HttpHeaders.HOST),
                exchange.trustedPeer);
    }

    private String scheme(Exchange exchange, InetAddress peer) {
        var told = exchange.trustedPeer ? proxies.scheme(peer, exchange.request.headers()) : null;
        return told != null ? told : exchange.ownScheme();
    }

    private static InetAddress peer(HttpServerRequest request) {
        return ((SocketAddressImpl) request.remoteAddress()).ipAddress();
    }
}
