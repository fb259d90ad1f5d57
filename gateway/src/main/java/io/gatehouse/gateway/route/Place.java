package io.gatehouse.gateway.route;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The routes of one path of one host. Which of them decides, method and header fields tell. */
final class Place {

    private static final Comparator<RouteMatch> MOST_SPECIFIC_FIRST = Comparator.<RouteMatch>comparingInt(
                    found -> found.route().match().headers().size())
            .thenComparingLong(found -> found.route().match().exactHeaders())
            .reversed();

    private final List<RouteMatch> routes = new ArrayList<>();

    void add(Route route, String path) {
        for (var other : routes) {
            if (other.route().match().claimsSameAs(route.match())) {
                throw new IllegalArgumentException("routes '" + other.route().id() + "' and '" + route.id()
                        + "' claim the same requests to " + path);
            }
        }
        routes.add(new RouteMatch(route, path));
        routes.sort(MOST_SPECIFIC_FIRST);
    }

    /** Whether one of the routes is for a request with these header fields, whatever its method. */
    boolean concerns(MultiMap headers) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).route().match().holds(headers)) {
                return true;
            }
        }
        return false;
    }

    /** The route of a request, or null. */
    RouteMatch find(String method, MultiMap headers) {
        for (int i = 0; i < routes.size(); i++) {
            var match = routes.get(i).route().match();
            if (match.accepts(method) && match.holds(headers)) {
                return routes.get(i);
            }
        }
        return null;
    }

    /** Whether requests with this method may come to the upstream with the path that the client sent. */
    boolean leads(String method, String upstream) {
        return accepting(method)
                .anyMatch(route -> route.delivery().rewrite() == null
                        && route.destination().leadsTo(upstream));
    }

    /** The routes for requests with this method, whatever their header fields. */
    Stream<Route> accepting(String method) {
        return routes.stream().map(RouteMatch::route).filter(route -> route.match()
                .accepts(method));
    }

    /** What to tell a request that this place concerns, but none of its routes accepts. */
    ApiException methodNotAllowed(MultiMap headers) {
        var allowed = new TreeSet<String>();
        for (var found : routes) {
            if (found.route().match().holds(headers)) {
                allowed.addAll(found.route().match().methods());
            }
        }
        return new ApiException(ErrorCode.METHOD_NOT_ALLOWED).with(RouteTable.ALLOWED_METHODS, List.copyOf(allowed));
    }
}
