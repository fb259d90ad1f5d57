package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.cors.Cors;
import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.route.RequestPath;
import io.gatehouse.gateway.route.RouteMatch;
import io.gatehouse.gateway.route.Routes;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds the route of a request, among those that are in force when it comes; it keeps them until it departs. */
@Singleton
class RouteStage {

    private final Routes routes;
    private final EdgeMetrics metrics;

    RouteStage(Routes routes, EdgeMetrics metrics) {
        this.routes = routes;
        this.metrics = metrics;
    }

    void find(Exchange exchange) {
        var request = exchange.request;
        exchange.path = RequestPath.parse(request.uri());
        exchange.routes = routes.hold();
        var preflighted = preflighted(exchange);
        exchange.preflight = preflighted != null;
        exchange.match = exchange.preflight
                ? preflighted
                : exchange.routes
                        .table()
                        .find(request.method().name(), exchange.host(), exchange.path, request.headers());
        exchange.route = exchange.match.route();
        metrics.routed(exchange);
    }

    /** The limits, in force now, of requests that are refused before they have a route and a caller. */
    List<Limit> limitsOfRefused() {
        return routes.current().refused();
    }

    Future<Void> close() {
        return routes.close();
    }

    // A preflight is for the route of the request that is to follow. Without rules there, a service may answer it.
    private static RouteMatch preflighted(Exchange exchange) {
        var asked = Cors.requestedMethod(exchange.request);
        if (asked == null) {
            return null;
        }
        var found = exchange.routes
                .table()
                .seek(asked, exchange.host(), exchange.path, exchange.request.headers())
                .orElse(null);
        return found == null || found.route().cors() == null ? null : found;
    }
}
