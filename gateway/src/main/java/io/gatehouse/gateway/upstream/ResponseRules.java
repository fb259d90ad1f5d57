package io.gatehouse.gateway.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;

/** What the header of a response must agree on, so that it is known where the response ends. */
final class ResponseRules {

    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    private ResponseRules() {}

    /** @throws IllegalArgumentException if it may be read in more than one way */
    static void check(HttpResponse response) {
        int status = response.status().code();
        if (status < LOWEST || status > HIGHEST) {
            throw new IllegalArgumentException("there is no such status");
        }
        if (!response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return;
        }
        var encodings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.size() > 1 || !"chunked".equalsIgnoreCase(encodings.getFirst())) {
            throw new IllegalArgumentException("the only transfer coding known here is chunked");
        }
        if (response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new IllegalArgumentException("Transfer-Encoding and Content-Length exclude each other");
        }
        if (response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("HTTP/1.0 has no Transfer-Encoding");
        }
    }
}
