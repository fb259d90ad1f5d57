package io.gatehouse.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The header fields that end at this connection (RFC 9110 section 7.6.1). */
final class HopByHop {

    private static final Set<String> FIXED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "close");

    // Naming one of these in Connection would change what the message means or where it ends.
    private static final Set<String> NEVER_NOMINATED = Set.of("content-length", "host", "authorization");

    private HopByHop() {}

    /** Their names in small letters, with those that {@code Connection} nominates. */
    static Set<String> of(MultiMap headers) {
        var connection = headers.getAll(HttpHeaders.CONNECTION);
        var nominated = new HashSet<String>();
        for (var line : connection) {
            for (var token : line.split(",", -1)) {
                nominated.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        nominated.removeAll(NEVER_NOMINATED);
        // Nearly always it says keep-alive or close, or nothing.
        if (FIXED.containsAll(nominated)) {
            return FIXED;
        }
        nominated.addAll(FIXED);
        return nominated;
    }
}
