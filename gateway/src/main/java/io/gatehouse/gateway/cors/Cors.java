package io.gatehouse.gateway.cors;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Cross-origin reading (the Fetch standard, section 3.3): preflights, and the fields of every other response. */
public final class Cors {

    private static final List<CharSequence> FIELDS = List.of(
            HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
            HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
            HttpHeaders.ACCESS_CONTROL_MAX_AGE);

    private Cors() {}

    /** The method that a browser asks leave for, or null where the request is no preflight. */
    public static String requestedMethod(HttpServerRequest request) {
        return HttpMethod.OPTIONS.equals(request.method()) && request.headers().contains(HttpHeaders.ORIGIN)
                ? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                : null;
    }

    /** Answers a preflight: to allowed origins with what is allowed, to others with nothing. */
    public static Future<Void> answerPreflight(HttpServerRequest request, CorsRules rules) {
        var response = request.response().setStatusCode(204);
        if (rules.allows(request.getHeader(HttpHeaders.ORIGIN))) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", rules.methods()));
            response.putHeader(
                    HttpHeaders.ACCESS_CONTROL_MAX_AGE,
                    Long.toString(rules.maxAge().toSeconds()));
            if (!rules.headers().isEmpty()) {
                response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", rules.headers()));
            }
        }
        return response.end();
    }

    /**
     * Whether a page of another origin may open a WebSocket, for which browsers ask no leave. They send cookies with it in any
     * case, so that these must be allowed if there are some.
     */
    public static boolean allowsWebSocket(HttpServerRequest request, CorsRules rules) {
        return rules.allows(request.getHeader(HttpHeaders.ORIGIN))
                && (rules.credentials() || !request.headers().contains(HttpHeaders.COOKIE));
    }

    /** Writes who may read the response. What the service wrote about it is replaced: one place decides. */
    public static void completeHeader(HttpServerRequest request, CorsRules rules, MultiMap headers) {
        boolean preflight = requestedMethod(request) != null;
        if (!preflight) {
            FIELDS.forEach(headers::remove);
        }
        if (!rules.isOpen()) {
            // Also where nothing is allowed: a cache must not give one origin's response to another.
            headers.add(HttpHeaders.VARY, "Origin");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !rules.allows(origin)) {
            return;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, rules.isOpen() ? "*" : origin);
        if (rules.credentials()) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        if (!preflight && !rules.exposed().isEmpty()) {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", rules.exposed()));
        }
    }
}
