package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cors.CorsRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads which pages of other origins may use a route. */
final class CorsParser {

    // What calls of an API carry.
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "If-Match", "Idempotency-Key");

    // What the gateway itself tells clients.
    private static final List<String> EXPOSED = List.of(
            "X-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy", "ETag", "Location", "Idempotency-Replayed");

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private CorsParser() {}

    /** @param match the route's, or null where something is wrong with it */
    static CorsRules parse(YamlValue value, Match match) {
        var fields = value.fields(
                "a route's cors", "origins", "methods", "headers", "expose_headers", "max_age", "credentials");
        var origins = fields.get("origins", YamlValue::texts);
        var allowed = match == null ? Set.copyOf(Match.METHODS) : match.methods();
        var methods = fields.get("methods", given -> methods(given, allowed), allowed);
        var headers = fields.get("headers", YamlValue::texts, HEADERS);
        var exposed = fields.get("expose_headers", YamlValue::texts, EXPOSED);
        var maxAge = fields.get("max_age", YamlValue::duration, MAX_AGE);
        boolean credentials = fields.get("credentials", YamlValue::bool, false);
        var sorted = methods.stream().sorted().toList();
        return fields.make(() -> new CorsRules(Set.copyOf(origins), sorted, headers, exposed, maxAge, credentials))
                .orElse(null);
    }

    private static Set<String> methods(YamlValue value, Set<String> allowed) {
        var methods = MatchParser.methods(value);
        if (!allowed.containsAll(methods)) {
            throw value.refused("the route itself does not have all of these methods");
        }
        return methods;
    }
}
