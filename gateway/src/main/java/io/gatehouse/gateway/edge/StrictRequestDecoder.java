package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.connection.ConnectionMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
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
    private final ReadingRules rules;
    private final ConnectionMetrics metrics;
    private final Consumer<RuntimeException> brokenBody;
    private final StartLine startLine = new StartLine();
    private final FoldedFields foldedFields = new FoldedFields();
    private RequestTurns turns;
    private ReadingTimes times;
    private ChunkedBody chunks;
    private boolean inHeader = true;
    private ApiException refusal;

    /** @param brokenBody told when the body of a request that was handed on turns out not to be one, or does not come */
    StrictRequestDecoder(
            HttpServerOptions options,
            ReadingRules rules,
            ConnectionMetrics metrics,
            Consumer<RuntimeException> brokenBody) {
        super(options);
        this.options = options;
        this.rules = rules;
        this.metrics = metrics;
        this.brokenBody = brokenBody;
    }

    static StrictRequestDecoder of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(StrictRequestDecoder.class);
    }

    /** Why the request that was handed on last, or its body, could not be read, or null; nothing is read any more then. */
    ApiException refusal() {
        return refusal;
    }

    /** The response has gone out, so the next request may come. */
    void answered() {
        times.answered();
        turns.pass();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        turns = new RequestTurns(context);
        times = new ReadingTimes(context, rules, metrics, () -> breakBody(new ApiException(ErrorCode.REQUEST_TIMEOUT)));
        super.handlerAdded(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        times.cancel();
        super.handlerRemoved0(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        times.allRead();
        super.channelReadComplete(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        // What waited is not begun when the client has gone.
        if (refusal != null || !context.channel().isActive()) {
            bytes.skipBytes(bytes.readableBytes());
        } else if (inHeader && turns.isTaken()) {
            turns.holdBack(bytes);
        } else if (inHeader) {
            decodeHeader(context, bytes, out);
        } else {
            decodeBody(context, bytes, out);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        // In exactly this spelling; anything else would be answered in the client's own words.
        if (!line[2].equals(HttpVersion.HTTP_1_1.text()) && !line[2].equals(HttpVersion.HTTP_1_0.text())) {
            throw new IllegalArgumentException("only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        startLine.check(line);
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
        if (message instanceof HttpRequest request) {
            if (foldedFields.found()) {
                throw new IllegalArgumentException("fields are not folded");
            }
            HeaderRules.checkNumber(message, rules.maxFields());
            HeaderRules.check(message);
            AbsoluteForm.normalise(request);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private void decodeHeader(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        int before = out.size();
        startLine.look(bytes);
        foldedFields.look(bytes);
        super.decode(context, bytes, out);
        if (out.size() == before) {
            startLine.skipped();
            times.headerGoesOn();
        } else {
            begin((HttpRequest) out.get(before));
            endIfWhole(out);
        }
    }

    private void begin(HttpRequest request) {
        inHeader = false;
        startLine.end();
        foldedFields.end();
        turns.take();
        times.headerEnded();
        if (request.decoderResult().isFailure()) {
            refusal = MalformedRequests.refusal(request.decoderResult().cause());
            return;
        }
        if (HttpUtil.isTransferEncodingChunked(request)) {
            chunks = new ChunkedBody(options.getMaxChunkSize(), options.getMaxHeaderSize());
        }
        // Who asks before it sends a body may wait for the answer as long as that takes.
        if (!request.headers().contains(HttpHeaderNames.EXPECT)) {
            times.awaitBody();
        }
    }

    private void decodeBody(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        int before = bytes.readableBytes();
        if (chunks != null) {
            decodeChunk(bytes, out);
        } else {
            super.decode(context, bytes, out);
        }
        if (refusal == null) {
            times.bodyCame(before - bytes.readableBytes());
            endIfWhole(out);
        }
    }

    private void endIfWhole(List<Object> out) {
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
            inHeader = true;
            times.bodyEnded();
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
                // The decoder beneath has not seen the body.
                reset();
            }
        } catch (IllegalArgumentException invalid) {
            bytes.skipBytes(bytes.readableBytes());
            breakBody(MalformedRequests.refusal(invalid));
        }
    }

    private void breakBody(ApiException why) {
        refusal = why;
        times.bodyEnded();
        brokenBody.accept(why);
    }
}
