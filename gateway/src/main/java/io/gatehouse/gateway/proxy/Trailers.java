package io.gatehouse.gateway.proxy;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * The fields after a response's body. Those after a request's body are not handed on: services do not look for any, and what was
 * checked in the header could be said anew in them.
 */
final class Trailers {

    private static final CharSequence TE = HttpHeaders.createOptimized("TE");
    private static final CharSequence TRAILERS = HttpHeaders.createOptimized("trailers");
    private static final AsciiString OURS = AsciiString.cached("x-gatehouse-");
    private static final AsciiString CORS = AsciiString.cached("access-control-");

    // RFC 9110 section 6.5.1: what frames, routes, authenticates or controls a
    // message, or says how to read its body, is decided when the header has been read.
    private static final FieldNames FORBIDDEN = FieldNames.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "content-encoding",
            "content-type",
            "content-range",
            "content-location",
            "content-security-policy",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "host",
            "location",
            "via",
            "x-request-id",
            "authorization",
            "www-authenticate",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "set-cookie",
            "cookie",
            "age",
            "cache-control",
            "date",
            "etag",
            "expires",
            "last-modified",
            "pragma",
            "retry-after",
            "vary",
            "warning");

    private Trailers() {}

    /** Whether this client reads them: over HTTP/2 all do, before that those that say so. */
    static boolean areWanted(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return true;
        }
        var accepted = request.version() == HttpVersion.HTTP_1_1 ? request.getHeader(TE) : null;
        return accepted != null && AsciiString.containsIgnoreCase(accepted, TRAILERS);
    }

    /** Tells a service that they are read. */
    static void ask(HttpClientRequest request) {
        request.putHeader(TE, TRAILERS);
        if (request.version() != HttpVersion.HTTP_2) {
            request.putHeader(HttpHeaders.CONNECTION, TE);
        }
    }

    static void toClient(HttpClientResponse answer, HttpServerResponse response) {
        var received = answer.trailers();
        if (received.isEmpty()) {
            return;
        }
        MultiMap trailers = response.trailers();
        FieldNames.forEach(received, (name, value) -> {
            if (!FORBIDDEN.contains(name) && !FieldNames.beginsWith(name, OURS) && !FieldNames.beginsWith(name, CORS)) {
                trailers.add(name, value);
            }
        });
    }
}
