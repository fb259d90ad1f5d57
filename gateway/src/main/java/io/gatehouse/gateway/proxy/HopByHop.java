package io.gatehouse.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final FieldNames FIXED_NAMES = FieldNames.of(FIXED);

    // Naming one of these in Connection would change what the message means, whose it is or where it ends.
    private static final Set<String> NEVER_NOMINATED = Set.of(
            "content-length",
            "content-type",
            "content-encoding",
            "host",
            "authorization",
            "cookie",
            "set-cookie",
            "cache-control",
            "vary",
            "location",
            "www-authenticate",
            "idempotency-key");

    private static final FieldNames NEVER_NOMINATED_NAMES = FieldNames.of(NEVER_NOMINATED);

    private HopByHop() {}

    /** Whether a service must not read such a field where the gateway did not: it frames the message, or makes another one of it. */
    static boolean isDecisive(CharSequence name) {
        return FIXED_NAMES.contains(name) || NEVER_NOMINATED_NAMES.contains(name);
    }

    /** Their names, with those that {@code Connection} nominates. */
    static FieldNames of(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CONNECTION)) {
            return FIXED_NAMES;
        }
        var lines = headers.getAll(HttpHeaders.CONNECTION);
        return lines.size() == 1 && isUsual(lines.getFirst()) ? FIXED_NAMES : withNominated(lines, headers);
    }

    private static boolean isUsual(String line) {
        return "keep-alive".equalsIgnoreCase(line) || "close".equalsIgnoreCase(line);
    }

    private static FieldNames withNominated(List<String> lines, MultiMap headers) {
        var names = new HashSet<String>();
        for (var line : lines) {
            for (var token : line.split(",", -1)) {
                names.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        // More than a thousand can be named, chosen so that all have the same place among field names.
        names.retainAll(inSmallLetters(headers.names()));
        names.removeAll(NEVER_NOMINATED);
        names.addAll(FIXED);
        return FieldNames.of(names);
    }

    private static Set<String> inSmallLetters(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
