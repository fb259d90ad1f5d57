package io.gatehouse.gateway.idempotency;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * A request on a route that heeds keys.
 *
 * @param caller whose keys these are
 * @param path as the route has found it, without the query
 * @param timeout how long the service may take
 * @param bodyLimit the most bytes of the body
 */
public record Keyed(
        HttpServerRequest request,
        boolean hasBody,
        String caller,
        String route,
        String path,
        IdempotencyRule rule,
        Duration timeout,
        long bodyLimit) {

    /** What the record of a key is found by: the same key elsewhere, or of somebody else, is another one. */
    byte[] scope(String key) {
        return Fields.of(caller, route, request.method().name(), path, key);
    }
}
