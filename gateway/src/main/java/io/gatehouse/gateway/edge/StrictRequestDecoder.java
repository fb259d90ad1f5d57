package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads requests as strictly as a gateway must, and one after the other. The usual decoder drops {@code Content-Length}
 * beside {@code Transfer-Encoding} without a word, reads chunk sizes leniently and joins folded fields; a peer that reads
 * otherwise then sees another request in the body. It waits for the end of a header for ever, and hands on any number of
 * requests while nobody reads the responses.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    // Of requests that wait for their turn; a client that sends more is not read from any more.
    private static final int MAX_WAITING = 64 << 10;

    private final HttpServerOptions options;
    private final Duration headerTimeout;
    private final Consumer<RuntimeException> malformedBody;
    private ChannelHandlerContext context;
    private ByteBuf reading;
    private Future<?> deadline;
    private ChunkedBody chunks;
    private boolean inHeader = true;
    private boolean inFields;
    private boolean folded;
    private boolean malformed;
    private boolean unanswered;
    private boolean waiting;
    private boolean paused;

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
        unanswered = false;
        if (waiting) {
            // Later, so that requests that are answered at once are not nested into each other.
            context.executor().execute(this::readOn);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        this.context = context;
        super.handlerAdded(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        // What waited is not begun when the client has gone.
        if (malformed || !context.channel().isActive()) {
            bytes.skipBytes(bytes.readableBytes());
        } else if (chunks != null) {
            decodeChunk(bytes, out);
        } else if (inHeader && unanswered) {
            holdBack(bytes);
        } else {
            decodeMessage(bytes, out);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        cancelDeadline();
        super.handlerRemoved0(context);
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        // In exactly this spelling; anything else would be answered in the client's own words.
        if (!line[2].equals(HttpVersion.HTTP_1_1.text()) && !line[2].equals(HttpVersion.HTTP_1_0.text())) {
            throw new IllegalArgumentException("only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        inFields = true;
        folded = hasFoldedField(reading);
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
            if (folded) {
                throw new IllegalArgumentException("fields are not folded");
            }
            checkFraming(message);
            checkHost(message);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private void decodeMessage(ByteBuf bytes, List<Object> out) throws Exception {
        int before = out.size();
        if (inHeader && deadline == null) {
            deadline = context.executor().schedule(this::headerIsLate, headerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        // Whole lines are consumed, so what is left of a header begins with a line.
        folded = inHeader && (folded || (inFields && hasFoldedField(bytes)));
        reading = bytes;
        super.decode(context, bytes, out);
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                begin(request);
            }
            if (out.get(i) instanceof LastHttpContent) {
                inHeader = true;
            }
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

    private void begin(HttpRequest request) {
        inHeader = false;
        inFields = false;
        folded = false;
        unanswered = true;
        cancelDeadline();
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

    // As long as little waits it is read on, to notice a client that leaves.
    private void holdBack(ByteBuf bytes) {
        waiting = true;
        if (bytes.readableBytes() > MAX_WAITING) {
            paused = true;
            context.channel().config().setAutoRead(false);
        }
    }

    private void readOn() {
        if (context.isRemoved()) {
            return;
        }
        waiting = false;
        if (paused) {
            paused = false;
            context.channel().config().setAutoRead(true);
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception failure) {
            context.fireExceptionCaught(failure);
        }
    }

    private static boolean hasFoldedField(ByteBuf fields) {
        int end = fields.writerIndex();
        for (int line = fields.readerIndex(); line < end; ) {
            byte first = fields.getByte(line);
            if (first == ' ' || first == '\t') {
                return true;
            }
            int lineEnd = fields.indexOf(line, end, (byte) '\n');
            // The empty line ends the header.
            if (lineEnd < 0 || first == '\r' || first == '\n') {
                return false;
            }
            line = lineEnd + 1;
        }
        return false;
    }

    private void headerIsLate() {
        var _ = context.close();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
