package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes upstreams, policies and routes of one file's values. */
final class RouteFileParser {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final long multiplier;
    private final Map<String, UpstreamTarget> upstreams = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final RouteParser routeParser = new RouteParser(upstreams, policies);

    RouteFileParser(long multiplier) {
        this.multiplier = multiplier;
    }

    RouteFile parse(YamlValue root) {
        var top = root.fields("the file", "upstreams", "policies", "routes");
        top.get("upstreams").mapping().forEach(this::upstream);
        top.get("policies", YamlValue::mapping, Map.<String, YamlValue>of()).forEach(this::policy);
        top.get("routes").list().forEach(this::route);
        var all = List.copyOf(routes.values());
        top.get("routes").checked(() -> new RouteTable(all));
        return new RouteFile(Map.copyOf(upstreams), Map.copyOf(policies), all);
    }

    private void upstream(String name, YamlValue value) {
        checkName(name, value);
        if (name.equals(Route.GATEWAY)) {
            throw value.refused("the upstream name '" + name + "' is kept for the gateway's own pages");
        }
        upstreams.put(name, UpstreamParser.parse(name, value));
    }

    private void policy(String name, YamlValue value) {
        checkName(name, value);
        var fields = value.fields("a policy", "quota", "window", "key", "redis_failure");
        long quota = Math.multiplyExact(fields.get("quota").number(), multiplier);
        var window = fields.get("window").duration();
        var key = fields.get("key").oneOf(Policy.Key.class);
        var failure =
                fields.get("redis_failure", given -> given.oneOf(Policy.WithoutRedis.class), Policy.WithoutRedis.LOCAL);
        policies.put(name, value.checked(() -> new Policy(name, quota, window, key, failure)));
    }

    private void route(YamlValue value) {
        var route = routeParser.parse(value);
        checkName(route.id(), value);
        if (routes.put(route.id(), route) != null) {
            throw value.refused("there are two routes with the id '" + route.id() + "'");
        }
    }

    private static void checkName(String name, YamlValue value) {
        if (!NAME.matcher(name).matches()) {
            throw value.refused("'" + name + "' is no name: small letters, digits and hyphens");
        }
    }
}
