package io.gatehouse.gateway.http1;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;

/** {@code Transfer-Encoding} as every peer reads it, so that all see the same end of the body (RFC 9112 section 6). */
public final class TransferCoding {

    private TransferCoding() {}

    /**
     * Passes a message whose body has one end.
     *
     * @throws IllegalArgumentException if it may have another one
     */
    public static void check(HttpMessage message) {
        var headers = message.headers();
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return;
        }
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.size() > 1 || !"chunked".equalsIgnoreCase(codings.getFirst())) {
            throw new IllegalArgumentException("the only transfer coding known here is chunked");
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new IllegalArgumentException("Transfer-Encoding and Content-Length exclude each other");
        }
        if (message.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("HTTP/1.0 has no Transfer-Encoding");
        }
    }
}
