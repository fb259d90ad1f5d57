package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads requests as strictly as a gateway must, and one after the other. The usual decoder drops {@code Content-Length}
 * beside {@code Transfer-Encoding} without a word, reads chunk sizes leniently and joins folded fields; a peer that reads
 * otherwise then sees another request in the body. It waits for the end of a header for ever, and hands on any number of
 * requests while nobody reads the responses.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final HttpServerOptions options;
    private final Duration headerTimeout;
    private final Consumer<RuntimeException> malformedBody;
    private final FoldedFields foldedFields = new FoldedFields();
    private RequestTurns turns;
    private HeaderDeadline headerDeadline;
    private ChunkedBody chunks;
    private boolean inHeader = true;
    private boolean malformed;

    /** @param malformedBody told when the body of a request that was handed on turns out not to be one */
    StrictRequestDecoder(HttpServerOptions options, Duration headerTimeout, Consumer<RuntimeException> malformedBody) {
        super(options);
        this.options = options;
        this.headerTimeout = headerTimeout;
        this.malformedBody = malformedBody;
    }

    static StrictRequestDecoder of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(StrictRequestDecoder.class);
    }

    /** Whether the request that was handed on last, or its body, could not be read; nothing is read any more then. */
    boolean isMalformed() {
        return malformed;
    }

    /** The response has gone out, so the next request may come. */
    void answered() {
        turns.pass();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        turns = new RequestTurns(context);
        headerDeadline = new HeaderDeadline(context, headerTimeout);
        super.handlerAdded(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        headerDeadline.cancel();
        super.handlerRemoved0(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        // What waited is not begun when the client has gone.
        if (malformed || !context.channel().isActive()) {
            bytes.skipBytes(bytes.readableBytes());
        } else if (chunks != null) {
            decodeChunk(bytes, out);
        } else if (inHeader && turns.isTaken()) {
            turns.holdBack(bytes);
        } else {
            decodeMessage(context, bytes, out);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        // In exactly this spelling; anything else would be answered in the client's own words.
        if (!line[2].equals(HttpVersion.HTTP_1_1.text()) && !line[2].equals(HttpVersion.HTTP_1_0.text())) {
            throw new IllegalArgumentException("only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        foldedFields.begin();
        return super.createMessage(line);
    }

    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request", Unpooled.EMPTY_BUFFER);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a field has no name");
        }
        return super.splitHeaderName(line, start, length);
    }

    // Asked at the end of every header, while its fields still stand as they came; what is thrown here makes the
    // request an invalid one.
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (message instanceof HttpRequest) {
            if (foldedFields.found()) {
                throw new IllegalArgumentException("fields are not folded");
            }
            HeaderRules.check(message);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private void decodeMessage(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        int before = out.size();
        if (inHeader) {
            foldedFields.look(bytes);
        }
        super.decode(context, bytes, out);
        // Most headers come whole, and need no timer.
        if (inHeader && out.size() == before) {
            headerDeadline.start();
        }
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                begin(request);
            }
            if (out.get(i) instanceof LastHttpContent) {
                inHeader = true;
            }
        }
    }

    private void begin(HttpRequest request) {
        inHeader = false;
        foldedFields.end();
        turns.take();
        headerDeadline.cancel();
        if (request.decoderResult().isFailure()) {
            malformed = true;
        } else if (HttpUtil.isTransferEncodingChunked(request)) {
            chunks = new ChunkedBody(options.getMaxChunkSize(), options.getMaxHeaderSize());
        }
    }

    private void decodeChunk(ByteBuf bytes, List<Object> out) {
        try {
            var piece = chunks.read(bytes);
            if (piece != null) {
                out.add(piece);
            }
            if (piece instanceof LastHttpContent) {
                chunks = null;
                inHeader = true;
                // The decoder beneath has not seen the body.
                reset();
            }
        } catch (IllegalArgumentException invalid) {
            malformed = true;
            bytes.skipBytes(bytes.readableBytes());
            malformedBody.accept(MalformedRequests.refusal(invalid));
        }
    }
}
