package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** What a client knows already (RFC 9110 section 13). */
record Conditions(String ifNoneMatch, String ifModifiedSince) {

    static Conditions of(MultiMap request) {
        return new Conditions(
                request.contains(HttpHeaders.IF_NONE_MATCH)
                        ? String.join(",", request.getAll(HttpHeaders.IF_NONE_MATCH))
                        : null,
                request.get(HttpHeaders.IF_MODIFIED_SINCE));
    }

    /** Whether this response would tell the client nothing new. */
    boolean areMetBy(StoredResponse stored) {
        if (stored.status() != 200) {
            return false;
        }
        if (ifNoneMatch != null) {
            return isAny() || knows(stored.field(HttpHeaders.ETAG));
        }
        // Servers name the same date again; to compare others is theirs.
        return ifModifiedSince != null && ifModifiedSince.equals(stored.field(HttpHeaders.LAST_MODIFIED));
    }

    /** Asks the service whether what is stored still holds, or for all of it where nothing is. */
    static void ask(MultiMap request, StoredResponse stored) {
        put(request, HttpHeaders.IF_NONE_MATCH, stored == null ? null : stored.field(HttpHeaders.ETAG));
        put(request, HttpHeaders.IF_MODIFIED_SINCE, stored == null ? null : stored.field(HttpHeaders.LAST_MODIFIED));
    }

    private boolean isAny() {
        return ifNoneMatch.strip().equals("*");
    }

    // Weak comparison.
    private boolean knows(String tag) {
        if (tag == null) {
            return false;
        }
        var opaque = opaque(tag);
        for (var known : ifNoneMatch.split(",", -1)) {
            if (opaque(known.strip()).equals(opaque)) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static void put(MultiMap request, CharSequence field, String value) {
        if (value == null) {
            request.remove(field);
        } else {
            request.set(field, value);
        }
    }
}
