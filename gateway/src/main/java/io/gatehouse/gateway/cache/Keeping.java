package io.gatehouse.gateway.cache;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Set;

/** Whether a response may be kept, by what it says and what it is (RFC 9111 section 3). */
final class Keeping {

    // Of others it is not known here what they mean, or they are parts.
    private static final Set<Integer> STATUSES = Set.of(200, 203, 300, 301, 308, 404, 410);

    private Keeping() {}

    static boolean isUsual(int status) {
        return STATUSES.contains(status);
    }

    /** Its terms, or null where it is not for others. */
    static Terms terms(int status, MultiMap headers, CacheRule rule, long asked, long now) {
        var control = CacheControl.of(headers);
        if (!STATUSES.contains(status)
                || control.has("no-store")
                || control.has("private")
                || headers.contains(HttpHeaders.SET_COOKIE)
                || headers.contains(HttpHeaders.CONTENT_RANGE)
                || isTooLong(headers, rule)) {
            return null;
        }
        var terms = Terms.of(headers, rule, asked, now);
        boolean validator = headers.contains(HttpHeaders.ETAG) || headers.contains(HttpHeaders.LAST_MODIFIED);
        return terms == null || (!terms.isFresh(now) && !validator) ? null : terms;
    }

    private static boolean isTooLong(MultiMap headers, CacheRule rule) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > rule.maxSize();
    }
}
