package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A response as its service sent it. */
record StoredResponse(
        Variation variation, int status, List<Map.Entry<String, String>> fields, Buffer body, Terms terms) {

    // They tell of the message that brought it, or of its way.
    private static final Set<String> NOT_KEPT =
            Set.of("content-length", "transfer-encoding", "age", "cache-status", "connection");

    // They describe the body, which a 304 does not bring (RFC 9111 section 3.2).
    private static final Set<String> OF_BODY = Set.of("content-encoding", "content-type", "content-range", "vary");
    private static final int OVERHEAD = 500;

    static StoredResponse of(Variation variation, int status, MultiMap headers, Buffer body, Terms terms) {
        return new StoredResponse(variation, status, kept(headers, NOT_KEPT), body, terms);
    }

    StoredResponse with(Buffer whole) {
        return new StoredResponse(variation, status, fields, whole, terms);
    }

    /** The same with what a 304 says anew. */
    MultiMap refreshed(MultiMap notModified) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        fields.forEach(field -> headers.add(field.getKey(), field.getValue()));
        // Of when that was: the older date says nothing about it.
        headers.remove(HttpHeaders.DATE);
        if (notModified.contains(HttpHeaders.AGE)) {
            headers.set(HttpHeaders.AGE, notModified.get(HttpHeaders.AGE));
        }
        var news = kept(notModified, NOT_KEPT).stream()
                .filter(field -> !OF_BODY.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .toList();
        news.forEach(field -> headers.remove(field.getKey()));
        news.forEach(field -> headers.add(field.getKey(), field.getValue()));
        return headers;
    }

    String field(CharSequence name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name.toString()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    boolean canBeValidated() {
        return field(HttpHeaders.ETAG) != null || field(HttpHeaders.LAST_MODIFIED) != null;
    }

    /** The bytes it takes, roughly. */
    int weight() {
        int weight = OVERHEAD + variation.weight() + body.length();
        for (var field : fields) {
            weight += 2 * (field.getKey().length() + field.getValue().length()) + 64;
        }
        return weight;
    }

    private static List<Map.Entry<String, String>> kept(MultiMap headers, Set<String> without) {
        return headers.entries().stream()
                .filter(field -> !without.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .map(field -> Map.entry(field.getKey(), field.getValue()))
                .toList();
    }
}
