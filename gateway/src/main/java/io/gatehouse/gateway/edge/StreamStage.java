package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.proxy.Lasting;
import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.gateway.stream.EventStream;
import io.gatehouse.gateway.stream.GrpcCall;
import io.gatehouse.gateway.stream.OpenStreams;
import io.gatehouse.gateway.stream.WebSocketRules;
import io.gatehouse.gateway.stream.WebSocketUpgrade;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Finds out which requests ask for answers that go on for long, and opens these where the route allows them. */
@Singleton
class StreamStage {

    private static final String EVENTS = "text/event-stream";

    private final OpenStreams streams;
    private final Arrival arrival;

    StreamStage(OpenStreams streams, Arrival arrival) {
        this.streams = streams;
        this.arrival = arrival;
    }

    /** The kind of stream, if it is to be one; what a WebSocket needs is checked before anybody's token is. */
    void find(Exchange exchange) {
        var allowed = exchange.route.delivery().streams();
        if (exchange.upgrade) {
            if (!allowed.contains(StreamKind.WEBSOCKET)) {
                throw new ApiException(ErrorCode.MALFORMED_REQUEST, "this route does not switch protocols");
            }
            WebSocketRules.check(exchange.request, exchange.hasBody, arrival.caller(exchange), exchange.route.cors());
            exchange.streamKind = StreamKind.WEBSOCKET;
        } else if (!allowed.isEmpty() && allowed.contains(StreamKind.SSE) && acceptsEvents(exchange)) {
            exchange.streamKind = StreamKind.SSE;
        } else if (!allowed.isEmpty() && allowed.contains(StreamKind.GRPC) && GrpcCall.is(exchange.request)) {
            exchange.streamKind = StreamKind.GRPC;
        }
    }

    /** Opens it; null for a request that is none. */
    Lasting open(Exchange exchange) {
        if (exchange.streamKind == null) {
            return null;
        }
        exchange.stream = streams.open(exchange.streamKind, exchange.caller(), exchange.identity);
        return switch (exchange.streamKind) {
            case WEBSOCKET -> new Lasting(new WebSocketUpgrade(exchange.stream));
            case SSE -> EventStream.begin(exchange.stream, exchange.request);
            case GRPC -> GrpcCall.begin(exchange.stream, exchange.request);
        };
    }

    void drain(Duration atMost) {
        streams.drain(atMost);
    }

    private static boolean acceptsEvents(Exchange exchange) {
        var accept = exchange.request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(EVENTS);
    }
}
