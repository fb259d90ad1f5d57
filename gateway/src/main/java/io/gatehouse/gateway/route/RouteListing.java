package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cache.CacheRule;
import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Routes, upstreams and policies as operators read them: variables filled in, defaults written out. */
final class RouteListing {

    private RouteListing() {}

    static JsonObject of(RouteFile file) {
        return new JsonObject()
                .put("upstreams", byName(file.upstreams(), UpstreamListing::of))
                .put("policies", byName(file.policies(), PolicyListing::of))
                .put("refused", new JsonObject().put("limits", PolicyListing.of(file.refused())))
                .put("preflights", new JsonObject().put("limits", PolicyListing.of(file.preflights())))
                .put(
                        "routes",
                        new JsonArray(
                                file.routes().stream().map(RouteListing::route).toList()));
    }

    private static <T> JsonObject byName(Map<String, T> values, Function<T, JsonObject> listing) {
        var listed = new JsonObject();
        new TreeMap<>(values).forEach((name, value) -> listed.put(name, listing.apply(value)));
        return listed;
    }

    private static JsonObject route(Route route) {
        var access = route.access();
        var delivery = route.delivery();
        return new JsonObject()
                .put("id", route.id())
                .put("match", match(route.match()))
                .put("upstreams", upstreams(route.destination()))
                .put("rewrite", delivery.rewrite())
                .put("mirror", delivery.mirror() == null ? null : mirror(delivery.mirror()))
                .put("identity", Names.wire(access.identity()))
                .put("roles", sorted(access.roles()))
                .put("scopes", sorted(access.scopes()))
                .put("session", access.session() == null ? null : Names.wire(access.session()))
                .put("limits", PolicyListing.of(route.limits()))
                .put("priority", Names.wire(route.priority()))
                .put("idempotency", route.idempotency() == null ? null : idempotency(route.idempotency()))
                .put("cors", route.cors() == null ? null : cors(route.cors()))
                .put("timeout", Amounts.written(delivery.timeout()))
                .put("body_limit", Amounts.written(delivery.bodyLimit()))
                .put("retries", retries(delivery.retries()))
                .put(
                        "cache",
                        route.responses().cache() == null
                                ? null
                                : cache(route.responses().cache()))
                .put("compress", route.responses().compress())
                .put("embeddable", route.responses().embeddable())
                .put(
                        "streams",
                        sorted(delivery.streams().stream().map(Names::wire).toList()));
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

    private static JsonObject retries(RetryPolicy retries) {
        return new JsonObject()
                .put("attempts", retries.attempts())
                .put(
                        "on",
                        sorted(retries.on().stream().map(reason -> reason.wire).toList()))
                .put("keyed", retries.keyed());
    }

    private static JsonObject mirror(MirrorRule mirror) {
        return new JsonObject().put("upstream", mirror.upstream()).put("percent", mirror.percent());
    }

    private static JsonObject cache(CacheRule cache) {
        return new JsonObject()
                .put("max_age", Amounts.written(cache.maxAge()))
                .put("max_size", Amounts.written(cache.maxSize()));
    }

    private static JsonObject idempotency(IdempotencyRule rule) {
        return new JsonObject().put("keep", Amounts.written(rule.keep())).put("required", rule.required());
    }

    private static JsonObject cors(CorsRules cors) {
        return new JsonObject()
                .put("origins", sorted(cors.origins()))
                .put("methods", new JsonArray(cors.methods()))
                .put("headers", new JsonArray(cors.headers()))
                .put("expose_headers", new JsonArray(cors.exposed()))
                .put("max_age", Amounts.written(cors.maxAge()))
                .put("credentials", cors.credentials());
    }

    private static JsonArray sorted(Collection<String> values) {
        return new JsonArray(values.stream().sorted().toList());
    }
}
