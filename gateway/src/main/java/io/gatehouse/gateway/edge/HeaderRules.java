package io.gatehouse.gateway.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;

/** What the fields of a header must agree on, so that every peer sees the same request for the same host. */
final class HeaderRules {

    private HeaderRules() {}

    /** @throws IllegalArgumentException if the fields may be read in more than one way */
    static void check(HttpMessage request) {
        checkFraming(request);
        checkHost(request);
    }

    private static void checkFraming(HttpMessage request) {
        var encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return;
        }
        if (encodings.size() > 1
                || !"chunked".equalsIgnoreCase(encodings.getFirst().strip())) {
            throw new IllegalArgumentException("the only transfer coding known here is chunked");
        }
        if (request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new IllegalArgumentException("Transfer-Encoding and Content-Length exclude each other");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("HTTP/1.0 has no Transfer-Encoding");
        }
    }

    private static void checkHost(HttpMessage request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new IllegalArgumentException("exactly one Host is needed");
        }
    }
}
