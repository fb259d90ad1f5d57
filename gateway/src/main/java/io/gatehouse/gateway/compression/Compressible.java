package io.gatehouse.gateway.compression;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which responses may be compressed, and which are worth it. */
final class Compressible {

    private static final Set<Integer> NEVER = Set.of(204, 206, 304);

    // They tell the exact bytes.
    private static final List<String> DIGESTS = List.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5");

    private final MediaTypes types;
    private final long minSize;

    Compressible(CompressionConfig config) {
        this.types = new MediaTypes(config.types());
        this.minSize = config.minSize().asLongValue();
    }

    /** Whether another coding of it may be sent (RFC 9110 section 7.7). */
    boolean may(HttpServerResponse response) {
        var headers = response.headers();
        return !NEVER.contains(response.getStatusCode())
                && types.contains(headers.get(HttpHeaders.CONTENT_TYPE))
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.CONTENT_RANGE)
                && !mentions(headers, HttpHeaders.CACHE_CONTROL, "no-transform")
                && DIGESTS.stream().noneMatch(headers::contains);
    }

    /** What has no length is a stream of unknown length, and taken for a long one. */
    boolean isWorthIt(MultiMap headers) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null || Long.parseLong(length) >= minSize;
    }

    static void vary(MultiMap headers) {
        if (!mentions(headers, HttpHeaders.VARY, "accept-encoding") && !mentions(headers, HttpHeaders.VARY, "*")) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    private static boolean mentions(MultiMap headers, CharSequence field, String token) {
        return headers.contains(field)
                && headers.getAll(field).stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(token));
    }
}
