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
            "http2-settings");

    // Naming one of these in Connection would change what the message means or where it ends.
    private static final Set<String> NEVER_NOMINATED = Set.of("content-length", "host", "authorization");

    private HopByHop() {}

    /** Their names in small letters, with those that {@code Connection} nominates. */
    static Set<String> of(MultiMap headers) {
        var connection = headers.getAll(HttpHeaders.CONNECTION);
        if (connection.isEmpty()) {
            return FIXED;
        }
        Set<String> names = FIXED;
        for (var line : connection) {
            for (var token : line.split(",")) {
                var name = token.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !FIXED.contains(name) && !NEVER_NOMINATED.contains(name)) {
                    names = names == FIXED ? new HashSet<>(FIXED) : names;
                    names.add(name);
                }
            }
        }
        return names;
    }
}
