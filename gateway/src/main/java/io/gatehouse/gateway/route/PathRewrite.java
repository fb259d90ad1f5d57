package io.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns a path that a route matched into the one its service is asked for. Whole segments are moved and nothing is decoded,
 * so the outcome can neither leave its place nor name another host.
 */
final class PathRewrite {

    private final List<Part> parts = new ArrayList<>();
    private final int restFrom;

    /** A literal segment, or the matched path's at {@code index}. */
    private record Part(String literal, int index) {}

    /** @throws IllegalArgumentException if {@code to} needs what {@code from} does not have, or would lose what it has */
    PathRewrite(String from, String to) {
        var source = List.of(PathPattern.fixed(from).split("/", -1));
        boolean rest = PathPattern.isPrefix(to);
        if (PathPattern.isPrefix(from) && !rest) {
            throw new IllegalArgumentException("it loses what stands below '" + from + "'; end it with /**");
        }
        restFrom = rest && PathPattern.isPrefix(from) ? source.size() : -1;
        for (var segment : PathPattern.fixed(to).split("/", -1)) {
            parts.add(part(segment, source, from));
        }
    }

    private static Part part(String segment, List<String> source, String from) {
        if (!PathPattern.isTemplate(segment)) {
            return new Part(segment, -1);
        }
        int index = source.indexOf(segment);
        if (index < 0) {
            throw new IllegalArgumentException("'" + from + "' has no " + segment);
        }
        return new Part(null, index);
    }

    String apply(String path) {
        var segments = path.split("/", -1);
        var result = new StringBuilder(path.length());
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            result.append(i == 0 ? "" : "/").append(part.literal == null ? segments[part.index] : part.literal);
        }
        for (int i = restFrom; i >= 0 && i < segments.length; i++) {
            result.append('/').append(segments[i]);
        }
        return result.isEmpty() ? "/" : result.toString();
    }
}
