package io.gatehouse.gateway.route;

import io.gatehouse.gateway.ratelimit.Limit;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes upstreams, policies and routes of one file's values. What is wrong with one of them does not hide the others. */
final class RouteFileParser {

    private final Mistakes mistakes;

    // A name whose value is wrong stands here with none: that mistake is told, and not that the name is missing.
    private final Map<String, UpstreamTarget> upstreams = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final RouteTable table = new RouteTable();
    private final PolicyParser policyParser;
    private final RouteParser routeParser;
    private List<Limit> refused = List.of();
    private List<Limit> preflights = List.of();

    RouteFileParser(String file, long multiplier) {
        this.mistakes = new Mistakes(file);
        this.policyParser = new PolicyParser(multiplier);
        this.routeParser = new RouteParser(upstreams, policyParser);
    }

    /** Fails with a {@link RouteFileException} that tells all mistakes. */
    RouteFile parse(String text, Function<String, String> variables) {
        mistakes.collect(() -> read(YamlValue.root(text, variables, mistakes)));
        mistakes.throwIfAny();
        return new RouteFile(
                Map.copyOf(upstreams),
                policyParser.policies(),
                refused,
                preflights,
                List.copyOf(routes.values()),
                table);
    }

    private void read(YamlValue root) {
        var top = root.fields("the file", "upstreams", "policies", "refused", "preflights", "routes");
        mistakes.collect(() ->
                top.get("upstreams").mapping().forEach((name, value) -> mistakes.collect(() -> upstream(name, value))));
        top.get("policies", YamlValue::mapping, Map.<String, YamlValue>of())
                .forEach((name, value) -> mistakes.collect(() -> policyParser.policy(name, value)));
        refused = top.get("refused", given -> limits("what is refused", given), List.<Limit>of());
        preflights = top.get("preflights", given -> limits("preflights", given), List.<Limit>of());
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

    private List<Limit> limits(String what, YamlValue value) {
        var limits = value.fields(what, "limits").get("limits", policyParser::limitsByAddress);
        return limits == null ? List.of() : limits;
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
