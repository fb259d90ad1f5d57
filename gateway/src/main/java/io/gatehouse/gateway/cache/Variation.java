package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** For which of the requests for a resource a response was chosen: those by the same route with the same fields (section 4.1). */
record Variation(String routeId, Map<String, String> fields) {

    // The service is asked for the identity coding.
    private static final String CODING = "accept-encoding";

    // Parts of the resource's key.
    private static final Set<String> KEYED = Set.of("x-forwarded-host", "x-forwarded-proto");

    /** What the response was chosen by; null where that cannot be compared. */
    static Variation of(String routeId, MultiMap request, MultiMap response) {
        var fields = new TreeMap<String, String>();
        for (var line : response.getAll(HttpHeaders.VARY)) {
            for (var element : line.split(",", -1)) {
                var name = element.strip().toLowerCase(Locale.ROOT);
                if (name.equals("*") || isWrittenHere(name)) {
                    return null;
                }
                if (!name.isEmpty() && !name.equals(CODING) && !KEYED.contains(name)) {
                    fields.put(name, value(request, name));
                }
            }
        }
        return new Variation(routeId, fields);
    }

    boolean fits(String route, MultiMap request) {
        return routeId.equals(route)
                && fields.entrySet().stream()
                        .allMatch(field -> field.getValue().equals(value(request, field.getKey())));
    }

    /** The bytes of its fields, at most. */
    int weight() {
        return fields.entrySet().stream()
                .mapToInt(
                        field -> 2 * (field.getKey().length() + field.getValue().length()))
                .sum();
    }

    // The service sees another value than the one that the client sent.
    private static boolean isWrittenHere(String name) {
        return (name.startsWith("x-forwarded-") && !KEYED.contains(name))
                || name.startsWith("x-gatehouse-")
                || Set.of(
                                "forwarded",
                                "x-real-ip",
                                "x-request-id",
                                "x-request-deadline",
                                "traceparent",
                                "tracestate",
                                "via")
                        .contains(name);
    }

    private static String value(MultiMap request, String name) {
        return String.join(", ", request.getAll(name)).strip();
    }
}
