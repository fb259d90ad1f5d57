package io.gatehouse.gateway.route;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a request's route. The most specific one decides: by host (a name, then {@code *.name} with the longest name, then
 * any), within a host by path ({@link PathTree}), within a path by header fields (most conditions, then most exact ones).
 * The method is asked last: a path that has a route for the request's host and header is never answered by a less
 * specific one. Two routes that would be equal are refused, so the order in the file means nothing.
 */
public final class RouteTable {

    /** The member of a {@code method_not_allowed} problem that lists what {@code Allow} lists. */
    public static final String ALLOWED_METHODS = "allowed_methods";

    private static final String WILDCARD = "*";

    private final Map<String, PathTree> exactHosts = new HashMap<>();
    private final Map<String, PathTree> hostsBelow = new HashMap<>();
    private final PathTree anyHost = new PathTree();

    RouteTable() {}

    /** Fails where two routes claim the same requests. */
    public RouteTable(List<Route> routes) {
        routes.forEach(this::add);
    }

    void add(Route route) {
        for (var path : route.match().paths()) {
            if (route.match().hosts().isEmpty()) {
                anyHost.add(route, path);
            }
            route.match().hosts().forEach(host -> of(host).add(route, path));
        }
    }

    /** The route of a request; fails with {@code not_found} or {@code method_not_allowed}. */
    public RouteMatch find(String method, String host, RequestPath path, MultiMap headers) {
        var place = place(host, path.path(), headers);
        if (place == null) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
        var found = place.find(method, headers);
        if (found == null) {
            throw place.methodNotAllowed(headers);
        }
        return found;
    }

    /** The same, where it is no mistake to find none. */
    public Optional<RouteMatch> seek(String method, String host, RequestPath path, MultiMap headers) {
        return Optional.ofNullable(place(host, path.path(), headers)).map(place -> place.find(method, headers));
    }

    /** Whether requests with this method to this path, with or without template segments, may come to the upstream. */
    public boolean leads(String method, String path, String upstream) {
        return places(path).anyMatch(place -> place.leads(method, upstream));
    }

    /** The routes that requests with this method to this path may take, depending on host and header fields. */
    public List<Route> routes(String method, String path) {
        return places(path).flatMap(place -> place.accepting(method)).toList();
    }

    private Stream<Place> places(String path) {
        var none = MultiMap.caseInsensitiveMultiMap();
        return Stream.of(exactHosts.values().stream(), hostsBelow.values().stream(), Stream.of(anyHost))
                .flatMap(trees -> trees)
                .map(tree -> tree.find(path, none))
                .filter(Objects::nonNull);
    }

    private Place place(String host, String path, MultiMap headers) {
        if (host == null || (exactHosts.isEmpty() && hostsBelow.isEmpty())) {
            return anyHost.find(path, headers);
        }
        var name = canonical(host);
        var place = find(exactHosts.get(name), path, headers);
        if (!hostsBelow.isEmpty()) {
            for (int dot = name.indexOf('.'); place == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
                place = find(hostsBelow.get(name.substring(dot)), path, headers);
            }
        }
        return place == null ? anyHost.find(path, headers) : place;
    }

    private static Place find(PathTree tree, String path, MultiMap headers) {
        return tree == null ? null : tree.find(path, headers);
    }

    // The dot at the end of a full name changes nothing of what it names.
    private static String canonical(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private PathTree of(String host) {
        return host.startsWith(WILDCARD)
                ? hostsBelow.computeIfAbsent(host.substring(WILDCARD.length()), _ -> new PathTree())
                : exactHosts.computeIfAbsent(host, _ -> new PathTree());
    }
}
