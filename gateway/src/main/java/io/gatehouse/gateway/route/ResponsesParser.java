package io.gatehouse.gateway.route;

import io.gatehouse.gateway.cache.CacheRule;
import java.time.Duration;

/** Reads what becomes of a route's responses. */
final class ResponsesParser {

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final long MAX_SIZE = 256 << 10;

    private ResponsesParser() {}

    static Responses parse(YamlFields route) {
        return new Responses(
                route.get("cache", ResponsesParser::cache, null),
                route.get("compress", YamlValue::bool, false),
                route.get("embeddable", YamlValue::bool, false));
    }

    private static CacheRule cache(YamlValue value) {
        var fields = value.fields("a route's cache", "max_age", "max_size");
        var maxAge = fields.get("max_age", YamlValue::duration, MAX_AGE);
        var maxSize = fields.get("max_size", YamlValue::bytes, MAX_SIZE);
        return fields.make(() -> new CacheRule(maxAge, maxSize)).orElse(null);
    }
}
