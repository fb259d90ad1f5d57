package io.gatehouse.gateway.route;

import io.vertx.core.MultiMap;

/**
 * The paths of one host as a tree of segments, so that finding one does not cost more among many. From left to right a
 * literal segment comes before a template's, both before a prefix. No node is looked at twice for one path, and nothing
 * is allocated.
 */
final class PathTree {

    private final Node root = new Node();

    private static final class Node {
        final Segments<Node> literals = new Segments<>();
        Node template;
        Place here;
        Place below;
    }

    void add(Route route, String path) {
        var fixed = PathPattern.fixed(path);
        var node = root;
        if (!fixed.isEmpty()) {
            for (var segment : fixed.substring(1).split("/", -1)) {
                node = child(node, segment);
            }
        }
        if (PathPattern.isPrefix(path)) {
            node.below = node.below == null ? new Place() : node.below;
            node.below.add(route, path);
        } else {
            node.here = node.here == null ? new Place() : node.here;
            node.here.add(route, path);
        }
    }

    /** The most specific place for the path that concerns a request with these header fields, or null. */
    Place find(String path, MultiMap headers) {
        return find(root, path, 1, headers);
    }

    // `from` is where the next segment begins; it is beyond the end behind the last one.
    private static Place find(Node node, String path, int from, MultiMap headers) {
        if (from > path.length()) {
            return concerned(node.here, headers);
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        var literal = node.literals.get(path, from, end);
        var found = literal == null ? null : find(literal, path, end + 1, headers);
        if (found == null && node.template != null && end > from) {
            found = find(node.template, path, end + 1, headers);
        }
        return found == null ? concerned(node.below, headers) : found;
    }

    private static Place concerned(Place place, MultiMap headers) {
        return place != null && place.concerns(headers) ? place : null;
    }

    private static Node child(Node node, String segment) {
        if (PathPattern.isTemplate(segment)) {
            node.template = node.template == null ? new Node() : node.template;
            return node.template;
        }
        return node.literals.computeIfAbsent(segment, Node::new);
    }
}
