package io.gatehouse.gateway.route;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds a request's route by walking a tree of path segments, so that its cost does not grow with the number of routes.
 * The most specific path decides: a literal segment before a template's, both before a prefix. A path that has a route
 * for its host is never answered by a less specific one, even when the method does not fit.
 */
public final class RouteTable {

    /** The member of a {@code method_not_allowed} problem that lists what {@code Allow} lists. */
    public static final String ALLOWED_METHODS = "allowed_methods";

    private static final String BELOW = "/**";

    private final Node root = new Node();

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final List<Route> here = new ArrayList<>();
        final List<Route> below = new ArrayList<>();
        Node template;
    }

    /** Fails where two routes claim the same requests. */
    public RouteTable(List<Route> routes) {
        routes.forEach(route -> route.paths().forEach(path -> add(route, path)));
    }

    /** The route of a request; fails with {@code not_found} or {@code method_not_allowed}. */
    public Route find(String method, String host, RequestPath path) {
        var candidates = find(root, path.segments(), 0, host);
        if (candidates.isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
        for (var route : candidates) {
            if (route.accepts(method)) {
                return route;
            }
        }
        throw methodNotAllowed(candidates);
    }

    /** Whether a request with this method to this path, with or without template segments, comes to the upstream. */
    public boolean leads(String method, String path, String upstream) {
        var segments = List.of(path.substring(1).split("/", -1));
        return find(root, segments, 0, null).stream()
                .anyMatch(route -> route.upstream().equals(upstream) && route.accepts(method));
    }

    private static List<Route> find(Node node, List<String> segments, int at, String host) {
        if (at == segments.size()) {
            return matching(node.here, host);
        }
        var segment = segments.get(at);
        var found = find(node.literals.get(segment), segments, at, host, node);
        return found.isEmpty() ? matching(node.below, host) : found;
    }

    private static List<Route> find(Node literal, List<String> segments, int at, String host, Node parent) {
        var found = literal == null ? List.<Route>of() : find(literal, segments, at + 1, host);
        if (found.isEmpty() && parent.template != null && !segments.get(at).isEmpty()) {
            return find(parent.template, segments, at + 1, host);
        }
        return found;
    }

    private static List<Route> matching(List<Route> candidates, String host) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        var forHost = candidates.stream()
                .filter(route -> route.host() != null && route.isFor(host))
                .toList();
        return forHost.isEmpty()
                ? candidates.stream().filter(route -> route.host() == null).toList()
                : forHost;
    }

    private void add(Route route, String path) {
        boolean prefix = path.endsWith(BELOW);
        var node = root;
        var fixed = prefix ? path.substring(0, path.length() - BELOW.length()) : path;
        if (!fixed.isEmpty()) {
            for (var segment : fixed.substring(1).split("/", -1)) {
                node = child(node, segment);
            }
        }
        var place = prefix ? node.below : node.here;
        place.stream().filter(other -> overlap(other, route)).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException(
                    "routes '" + other.id() + "' and '" + route.id() + "' claim the same requests to " + path);
        });
        place.add(route);
    }

    private static Node child(Node node, String segment) {
        if (segment.startsWith("{")) {
            node.template = node.template == null ? new Node() : node.template;
            return node.template;
        }
        return node.literals.computeIfAbsent(segment, _ -> new Node());
    }

    private static boolean overlap(Route one, Route other) {
        boolean sameHost =
                one.host() == null ? other.host() == null : one.host().equalsIgnoreCase(other.host());
        boolean sameMethod = one.methods().stream().anyMatch(other.methods()::contains);
        return sameHost && sameMethod;
    }

    private static ApiException methodNotAllowed(List<Route> candidates) {
        var allowed = new TreeSet<String>();
        candidates.forEach(route -> allowed.addAll(route.methods()));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new ApiException(ErrorCode.METHOD_NOT_ALLOWED).with(ALLOWED_METHODS, List.copyOf(allowed));
    }
}
