package io.gatehouse.gateway.route;

/** Reads what becomes of a route's responses. */
final class ResponsesParser {

    private ResponsesParser() {}

    static Responses parse(YamlFields route) {
        return new Responses(
                route.get("compress", YamlValue::bool, false), route.get("embeddable", YamlValue::bool, false));
    }
}
