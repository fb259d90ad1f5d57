package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.ConnectionSettings.Protocol;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.Map;
import java.util.Set;

/** Reads which kinds of streams a route allows. */
final class StreamParser {

    private StreamParser() {}

    static Set<StreamKind> parse(YamlValue value) {
        var kinds = value.each(given -> given.oneOf(StreamKind.class));
        return kinds == null ? Set.of() : Set.copyOf(kinds);
    }

    /** @throws IllegalArgumentException if a service of the route does not speak what its streams need */
    static void check(Route route, Map<String, UpstreamTarget> upstreams) {
        var kinds = route.delivery().streams();
        if (kinds.isEmpty()) {
            return;
        }
        if (route.destination().isGateway()) {
            throw new IllegalArgumentException("the gateway's own pages are no streams");
        }
        for (var share : route.destination().shares()) {
            var upstream = upstreams.get(share.upstream());
            if (upstream == null) {
                // Something is wrong with it, which is told there.
                continue;
            }
            boolean http1 = upstream.connections().protocol() == Protocol.HTTP1;
            if (kinds.contains(StreamKind.WEBSOCKET) && !http1) {
                throw new IllegalArgumentException("websocket needs upstreams with 'protocol: http1'");
            }
            if (kinds.contains(StreamKind.GRPC) && http1) {
                throw new IllegalArgumentException("grpc needs upstreams with 'protocol: h2c' or 'h2'");
            }
        }
    }
}
