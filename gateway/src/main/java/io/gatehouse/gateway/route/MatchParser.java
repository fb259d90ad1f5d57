package io.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads which requests a route is for. */
final class MatchParser {

    private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+]");
    private static final Pattern FIELD = Pattern.compile("[a-z0-9-]+");
    private static final String PRESENT = "*";

    // These end at the gateway or are written by it, so that what a client sends there decides nothing.
    private static final Set<String> NEVER_MATCHED =
            Set.of("host", "connection", "content-length", "transfer-encoding");

    private MatchParser() {}

    static Match parse(YamlValue value) {
        var fields = value.fields("a route's match", "paths", "methods", "host", "headers");
        var paths = fields.get("paths", given -> given.each(MatchParser::path));
        var methods = fields.get("methods", MatchParser::methods, Set.copyOf(Match.METHODS));
        var hosts = fields.get("host", given -> given.each(MatchParser::host), List.<String>of());
        var headers = fields.get("headers", MatchParser::headers, List.<HeaderCondition>of());
        return fields.make(() -> new Match(paths, methods, hosts, headers)).orElse(null);
    }

    static String path(YamlValue value) {
        var path = value.text();
        if (!PathPattern.isValid(path)) {
            throw value.refused("'" + path + "' is no path, such as /v1/things, /v1/things/{id}, /v1/things/**");
        }
        return path;
    }

    static Set<String> methods(YamlValue value) {
        var methods = new TreeSet<>(value.texts());
        var unknown = methods.stream()
                .filter(method -> !Match.METHODS.contains(method))
                .toList();
        if (!unknown.isEmpty()) {
            throw value.refused("methods are some of " + Match.METHODS + ", and not " + unknown);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return Set.copyOf(methods);
    }

    private static String host(YamlValue value) {
        var host = value.text().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw value.refused("'" + value.text() + "' is no host, such as api.example.com or *.example.com");
        }
        return host;
    }

    private static List<HeaderCondition> headers(YamlValue value) {
        var conditions = new ArrayList<HeaderCondition>();
        value.mapping().forEach((name, wanted) -> conditions.add(header(name, wanted)));
        return List.copyOf(conditions);
    }

    private static HeaderCondition header(String name, YamlValue wanted) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!FIELD.matcher(lower).matches() || NEVER_MATCHED.contains(lower)) {
            throw wanted.refused("'" + name + "' is no header field that can be matched");
        }
        var value = wanted.text();
        return new HeaderCondition(lower, value.equals(PRESENT) ? null : value);
    }
}
