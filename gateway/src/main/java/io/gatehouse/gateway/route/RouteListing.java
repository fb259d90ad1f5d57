package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cors.CorsRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Routes, upstreams and policies as operators read them: variables filled in, defaults written out. */
final class RouteListing {

    private RouteListing() {}

    static JsonObject of(RouteFile file) {
        return new JsonObject()
                .put("upstreams", byName(file.upstreams()))
                .put("policies", byName(file.policies()))
                .put(
                        "routes",
                        new JsonArray(
                                file.routes().stream().map(RouteListing::route).toList()));
    }

    // Targets and policies hold nothing that is secret: a URL with a password in it is refused.
    private static JsonObject byName(Map<String, ?> values) {
        var listed = new JsonObject();
        new TreeMap<>(values).forEach((name, value) -> listed.put(name, value.toString()));
        return listed;
    }

    private static JsonObject route(Route route) {
        return new JsonObject()
                .put("id", route.id())
                .put("match", match(route.match()))
                .put("upstreams", upstreams(route.destination()))
                .put("rewrite", route.rewrite())
                .put("mirror", route.mirror() == null ? null : mirror(route.mirror()))
                .put("identity", route.identity().name().toLowerCase(Locale.ROOT))
                .put("roles", sorted(route.roles()))
                .put("scopes", sorted(route.scopes()))
                .put(
                        "limits",
                        new JsonArray(route.limits().stream()
                                .map(limit -> limit.policy().name())
                                .toList()))
                .put("cors", route.cors() == null ? null : cors(route.cors()))
                .put("timeout", route.timeout().toString())
                .put("body_limit", route.bodyLimit());
    }

    private static JsonObject match(Match match) {
        var headers = new JsonObject();
        match.headers().forEach(header -> headers.put(header.name(), header.isExact() ? header.value() : "*"));
        return new JsonObject()
                .put("paths", new JsonArray(match.paths()))
                .put("methods", sorted(match.methods()))
                .put("host", new JsonArray(match.hosts()))
                .put("headers", headers);
    }

    private static JsonArray upstreams(Destination destination) {
        return new JsonArray(destination.shares().stream()
                .map(share -> new JsonObject().put("name", share.upstream()).put("weight", share.weight()))
                .toList());
    }

    private static JsonObject mirror(MirrorRule mirror) {
        return new JsonObject().put("upstream", mirror.upstream()).put("percent", mirror.percent());
    }

    private static JsonObject cors(CorsRules cors) {
        return new JsonObject()
                .put("origins", sorted(cors.origins()))
                .put("methods", new JsonArray(cors.methods()))
                .put("headers", new JsonArray(cors.headers()))
                .put("expose_headers", new JsonArray(cors.exposed()))
                .put("max_age", cors.maxAge().toString())
                .put("credentials", cors.credentials());
    }

    private static JsonArray sorted(Collection<String> values) {
        return new JsonArray(values.stream().sorted().toList());
    }
}
