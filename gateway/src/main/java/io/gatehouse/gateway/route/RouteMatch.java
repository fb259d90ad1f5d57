package io.gatehouse.gateway.route;

/** A route that was found for a request, by one of its paths. */
public final class RouteMatch {

    private final Route route;
    private final String path;
    private final PathRewrite rewrite;

    RouteMatch(Route route, String path) {
        this.route = route;
        this.path = path;
        var to = route.delivery().rewrite();
        this.rewrite = to == null ? null : new PathRewrite(path, to);
    }

    public Route route() {
        return route;
    }

    /** The route's path by which it was found, as it stands in the routes file. */
    public String path() {
        return path;
    }

    /** What the service is asked for. A path made here obeys the rules of those that come in. */
    public String target(RequestPath path) {
        return rewrite == null
                ? path.target()
                : path.moved(rewrite.apply(path.path())).target();
    }
}
