package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes one route, of the upstreams and policies that its file names. */
final class RouteParser {

    private static final Pattern PATH =
            Pattern.compile("/|(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9_-]+}))+/?(\\*\\*)?|/\\*\\*");

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final long DEFAULT_BODY_LIMIT = 64 << 10;

    private final Map<String, UpstreamTarget> upstreams;
    private final Map<String, Policy> policies;

    RouteParser(Map<String, UpstreamTarget> upstreams, Map<String, Policy> policies) {
        this.upstreams = upstreams;
        this.policies = policies;
    }

    Route parse(YamlValue value) {
        var fields = value.fields(
                "a route",
                "id",
                "match",
                "upstream",
                "identity",
                "roles",
                "scopes",
                "limits",
                "timeout",
                "body_limit",
                "retries");
        var match = fields.get("match").fields("a route's match", "paths", "methods", "host");
        var route = new Route(
                fields.get("id").text(),
                match.get("paths").list().stream().map(RouteParser::path).toList(),
                match.get("methods", RouteParser::methods, Set.copyOf(Route.METHODS)),
                match.get("host", YamlValue::text, null),
                upstream(fields.get("upstream")),
                fields.get("identity").oneOf(IdentityRule.class),
                Set.copyOf(fields.get("roles", YamlValue::texts, List.<String>of())),
                Set.copyOf(fields.get("scopes", YamlValue::texts, List.<String>of())),
                fields.get("limits", this::limits, List.of()),
                fields.get("timeout", RouteParser::timeout, DEFAULT_TIMEOUT),
                fields.get("body_limit", YamlValue::bytes, DEFAULT_BODY_LIMIT),
                fields.get("retries", RetryParser::parse, RetryPolicy.DEFAULT));
        checkIdentity(route, value);
        return route;
    }

    private static String path(YamlValue value) {
        var path = value.text();
        if (!PATH.matcher(path).matches() || path.contains("/./") || path.contains("/../")) {
            throw value.refused("'" + path + "' is no path, such as /v1/things, /v1/things/{id}, /v1/things/**");
        }
        return path;
    }

    private static Set<String> methods(YamlValue value) {
        var methods = Set.copyOf(value.texts());
        if (!Route.METHODS.containsAll(methods)) {
            throw value.refused("methods are some of " + Route.METHODS);
        }
        return methods;
    }

    private static Duration timeout(YamlValue value) {
        var timeout = value.duration();
        if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw value.refused("a timeout is above zero and at most 1h");
        }
        return timeout;
    }

    private String upstream(YamlValue value) {
        var name = value.text();
        if (!name.equals(Route.GATEWAY) && !upstreams.containsKey(name)) {
            throw value.refused("there is no upstream '" + name + "'");
        }
        return name;
    }

    private List<Policy> limits(YamlValue value) {
        var limits = new ArrayList<Policy>();
        for (var item : value.list()) {
            var policy = policies.get(item.text());
            if (policy == null) {
                throw item.refused("there is no policy '" + item.text() + "'");
            }
            if (limits.contains(policy)) {
                throw item.refused("the policy '" + item.text() + "' stands here twice");
            }
            limits.add(policy);
        }
        return List.copyOf(limits);
    }

    private static void checkIdentity(Route route, YamlValue value) {
        boolean asksMore = !route.roles().isEmpty() || !route.scopes().isEmpty();
        if (asksMore && route.identity() != IdentityRule.REQUIRED) {
            throw value.refused("roles and scopes need 'identity: required'");
        }
    }
}
