package io.gatehouse.gateway.route;

import java.util.regex.Pattern;

/** How paths are written in the routes file: {@code /v1/things}, {@code /v1/things/{id}}, {@code /v1/things/**}. */
final class PathPattern {

    private static final Pattern SYNTAX =
            Pattern.compile("/|(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9_-]+}))+(/|/\\*\\*)?|/\\*\\*");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(/|$)");
    private static final String BELOW = "/**";

    private PathPattern() {}

    static boolean isValid(String path) {
        return SYNTAX.matcher(path).matches() && !DOTS.matcher(path).find();
    }

    /** Whether it stands for everything below it. */
    static boolean isPrefix(String path) {
        return path.endsWith(BELOW);
    }

    /** What stands before the end of a prefix; the whole of any other. */
    static String fixed(String path) {
        return isPrefix(path) ? path.substring(0, path.length() - BELOW.length()) : path;
    }

    static boolean isTemplate(String segment) {
        return segment.startsWith("{");
    }
}
