package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Policy;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes upstreams, policies and routes of one file's values. What is wrong with one of them does not hide the others. */
final class RouteFileParser {

    private final long multiplier;
    private final Mistakes mistakes;

    // A name whose value is wrong stands here with none: that mistake is told, and not that the name is missing.
    private final Map<String, UpstreamTarget> upstreams = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final RouteTable table = new RouteTable();
    private final RouteParser routeParser = new RouteParser(upstreams, policies);

    RouteFileParser(String file, long multiplier) {
        this.multiplier = multiplier;
        this.mistakes = new Mistakes(file);
    }

    /** Fails with a {@link RouteFileException} that tells all mistakes. */
    RouteFile parse(String text, Function<String, String> variables) {
        mistakes.collect(() -> read(YamlValue.root(text, variables, mistakes)));
        mistakes.throwIfAny();
        return new RouteFile(Map.copyOf(upstreams), Map.copyOf(policies), List.copyOf(routes.values()), table);
    }

    private void read(YamlValue root) {
        var top = root.fields("the file", "upstreams", "policies", "routes");
        mistakes.collect(() ->
                top.get("upstreams").mapping().forEach((name, value) -> mistakes.collect(() -> upstream(name, value))));
        top.get("policies", YamlValue::mapping, Map.<String, YamlValue>of())
                .forEach((name, value) -> mistakes.collect(() -> policy(name, value)));
        mistakes.collect(() -> top.get("routes").list().forEach(value -> mistakes.collect(() -> route(value))));
    }

    private void upstream(String name, YamlValue value) {
        upstreams.put(name, null);
        Names.check(name, value);
        if (name.equals(Destination.GATEWAY)) {
            throw value.refused("the upstream name '" + name + "' is kept for the gateway's own pages");
        }
        UpstreamParser.parse(name, value).ifPresent(target -> upstreams.put(name, target));
    }

    private void policy(String name, YamlValue value) {
        policies.put(name, null);
        Names.check(name, value);
        var fields = value.fields("a policy", "quota", "window", "key", "redis_failure");
        var quota = fields.get("quota", YamlValue::number);
        var window = fields.get("window", YamlValue::duration);
        var key = fields.get("key", given -> given.oneOf(Policy.Key.class));
        var failure =
                fields.get("redis_failure", given -> given.oneOf(Policy.WithoutRedis.class), Policy.WithoutRedis.LOCAL);
        fields.make(() -> new Policy(name, Math.multiplyExact(quota, multiplier), window, key, failure))
                .ifPresent(policy -> policies.put(name, policy));
    }

    private void route(YamlValue value) {
        routeParser.parse(value).ifPresent(route -> {
            if (routes.putIfAbsent(route.id(), route) != null) {
                throw value.refused("there are two routes with the id '" + route.id() + "'");
            }
            value.checked(() -> {
                table.add(route);
                return route;
            });
        });
    }
}
