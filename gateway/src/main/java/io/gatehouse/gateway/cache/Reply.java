package io.gatehouse.gateway.cache;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes the head of a stored response. */
final class Reply {

    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");
    private static final String NAME = "gatehouse; ";

    private Reply() {}

    /** Status and fields; of what the client knows already no more than that it still holds. Tells whether the body is to follow. */
    static boolean head(HttpServerResponse response, StoredResponse stored, Conditions known, long now) {
        var headers = response.headers();
        headers.clear();
        stored.fields().forEach(field -> headers.add(field.getKey(), field.getValue()));
        headers.set(HttpHeaders.AGE, Long.toString(stored.terms().age(now) / 1000));
        if (known.areMetBy(stored)) {
            response.setStatusCode(304);
            headers.remove(HttpHeaders.CONTENT_TYPE);
            return false;
        }
        response.setStatusCode(stored.status());
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(stored.body().length()));
        return true;
    }

    /** Tells what the cache did (RFC 9211), after what caches before it have told. */
    static void tell(HttpServerResponse response, String what) {
        response.headers().add(CACHE_STATUS, NAME + what);
    }
}
