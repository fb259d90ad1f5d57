package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.http1.TransferCoding;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

/** What the fields of a header must agree on, so that every peer sees the same request for the same host. */
final class HeaderRules {

    private static final AsciiString SEC_WEBSOCKET_KEY1 = AsciiString.cached("sec-websocket-key1");

    private HeaderRules() {}

    /** @throws IllegalArgumentException if the fields may be read in more than one way */
    static void check(HttpMessage request) {
        // An old draft of WebSocket had eight bytes after such a header, which the decoder still takes for a body.
        if (request.headers().contains(SEC_WEBSOCKET_KEY1)) {
            throw new IllegalArgumentException("this WebSocket was never a standard");
        }
        TransferCoding.check(request);
        checkHost(request);
    }

    /** @throws TooLongFrameException if there are more of them */
    static void checkNumber(HttpMessage request, int most) {
        int fields = 0;
        for (var field = request.headers().iteratorCharSequence(); field.hasNext(); field.next()) {
            fields++;
        }
        if (fields > most) {
            throw new TooLongFrameException("too many header fields");
        }
    }

    private static void checkHost(HttpMessage request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new IllegalArgumentException("exactly one Host is needed");
        }
    }
}
