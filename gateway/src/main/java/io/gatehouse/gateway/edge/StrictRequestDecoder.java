package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads requests as strictly as a gateway must. The usual decoder drops {@code Content-Length} beside {@code
 * Transfer-Encoding} without a word; a peer that counts differently then sees another request in the body. And it waits
 * for the end of a header for ever.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final Duration headerTimeout;
    private Future<?> deadline;
    private boolean inHeader = true;

    StrictRequestDecoder(HttpServerOptions options, Duration headerTimeout) {
        super(options);
        this.headerTimeout = headerTimeout;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        int before = out.size();
        if (inHeader && deadline == null) {
            deadline = context.executor()
                    .schedule(() -> headerIsLate(context), headerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.decode(context, bytes, out);
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest) {
                inHeader = false;
                cancelDeadline();
            }
            if (out.get(i) instanceof LastHttpContent) {
                inHeader = true;
            }
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        cancelDeadline();
        super.handlerRemoved0(context);
    }

    // Asked at the end of every header, while its fields still stand as they came; what is thrown here makes the
    // request an invalid one.
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (message instanceof HttpRequest) {
            checkVersion(message.protocolVersion());
            checkFraming(message);
            checkHost(message);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private static void checkVersion(HttpVersion version) {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
    }

    private static void checkFraming(HttpMessage message) {
        HttpHeaders headers = message.headers();
        var encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return;
        }
        if (encodings.size() > 1
                || !"chunked".equalsIgnoreCase(encodings.getFirst().strip())) {
            throw new IllegalArgumentException("the only transfer coding known here is chunked");
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new IllegalArgumentException("Transfer-Encoding and Content-Length exclude each other");
        }
        if (message.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("HTTP/1.0 has no Transfer-Encoding");
        }
    }

    private static void checkHost(HttpMessage message) {
        int hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new IllegalArgumentException("exactly one Host is needed");
        }
    }

    private void headerIsLate(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
