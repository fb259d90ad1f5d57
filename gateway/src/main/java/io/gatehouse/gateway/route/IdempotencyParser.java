package io.gatehouse.gateway.route;

import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/** Reads what a route does with {@code Idempotency-Key}. */
final class IdempotencyParser {

    private static final Duration KEEP = Duration.ofDays(1);

    // A body is read before it goes on, so that it can be told from another one.
    private static final long LARGEST_BODY = 1 << 20;

    private IdempotencyParser() {}

    static IdempotencyRule parse(YamlValue value) {
        var fields = value.fields("a route's idempotency", "keep", "required");
        var keep = fields.get("keep", YamlValue::duration, KEEP);
        boolean required = fields.get("required", YamlValue::bool, false);
        return fields.make(() -> new IdempotencyRule(keep, required)).orElse(null);
    }

    static void check(Route route) {
        if (route.idempotency() == null) {
            return;
        }
        if (route.match().methods().stream().map(HttpMethod::valueOf).noneMatch(IdempotencyRule::concerns)) {
            throw new IllegalArgumentException("idempotency is for POST and PATCH, of which the route has none");
        }
        if (route.destination().isGateway() || route.delivery().bodyLimit() > LARGEST_BODY) {
            throw new IllegalArgumentException("idempotency is for services, and for bodies of at most 1M");
        }
    }
}
