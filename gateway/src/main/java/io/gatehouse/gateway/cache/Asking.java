package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.proxy.FieldNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/** What a request wants of a cache (RFC 9111 section 5.2.1). */
final class Asking {

    private static final Set<String> HARMLESS_CONNECTIONS = Set.of("keep-alive", "close");

    // Some frameworks let them replace path, host or method: the key would be that of another resource.
    private static final FieldNames REWRITING = FieldNames.of(
            "x-original-url",
            "x-original-uri",
            "x-rewrite-url",
            "x-original-host",
            "x-host",
            "x-http-method",
            "x-http-method-override",
            "x-method-override");

    // By these a service chooses among representations. In another spelling nobody compares them.
    private static final FieldNames CHOOSING = FieldNames.of("accept-charset", "accept-encoding", "accept-language");

    private final CacheControl control;
    private final boolean pragma;
    private final boolean personal;

    Asking(MultiMap headers) {
        this.control = CacheControl.of(headers);
        this.pragma =
                "no-cache".equalsIgnoreCase(headers.get("Pragma")) && !headers.contains(HttpHeaders.CACHE_CONTROL);
        this.personal = headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpHeaders.COOKIE);
    }

    /** Whether the cache has anything to do with it. A body, a range and fields that only look like being there are services' affair. */
    static boolean concernsCache(HttpServerRequest request, boolean hasBody) {
        var headers = request.headers();
        var connection = headers.get(HttpHeaders.CONNECTION);
        return !hasBody
                && (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method()))
                && !headers.contains("Range")
                && !headers.contains(HttpHeaders.IF_MATCH)
                && !headers.contains("If-Unmodified-Since")
                && (connection == null || HARMLESS_CONNECTIONS.contains(connection.toLowerCase(Locale.ROOT)));
    }

    /** Leaves nothing in a request that could make it one for another resource than it looks like. */
    static void straighten(MultiMap headers) {
        var misleading = new ArrayList<CharSequence>();
        FieldNames.forEach(headers, (name, _) -> {
            if (isMisleading(name)) {
                misleading.add(name);
            }
        });
        misleading.forEach(headers::remove);
    }

    private static boolean isMisleading(CharSequence name) {
        var spelling = FieldNames.hyphenated(name);
        return REWRITING.contains(spelling) || (spelling != name && CHOOSING.contains(spelling));
    }

    /** Makes the request one for everybody: a coding of its own would be stored for others. */
    static void generalise(MultiMap headers) {
        headers.remove(HttpHeaders.ACCEPT_ENCODING);
    }

    /** Whether it was sent for somebody. */
    boolean isPersonal() {
        return personal;
    }

    boolean forbidsKeeping() {
        return control.has("no-store");
    }

    /** Whether nobody is to be asked for it. */
    boolean isForStoredOnly() {
        return control.has("only-if-cached");
    }

    /** Whether what was made for somebody else, or for nobody in particular, is for this caller. */
    boolean isFor(Terms terms) {
        return !personal || terms.shared();
    }

    /** Whether what is stored may be used unasked. */
    boolean isContentWith(Terms terms, long now) {
        if (control.has("no-cache") || pragma || terms.alwaysAsk()) {
            return false;
        }
        long youngest = control.seconds("max-age");
        if (youngest != CacheControl.ABSENT && terms.age(now) > youngest * 1000) {
            return false;
        }
        long left = terms.left(now);
        long stale = terms.strict() ? 0 : Math.max(0, control.seconds("max-stale")) * 1000;
        return left + stale > Math.max(0, control.seconds("min-fresh")) * 1000;
    }
}
