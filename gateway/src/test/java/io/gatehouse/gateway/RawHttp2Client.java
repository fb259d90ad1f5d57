package io.gatehouse.gateway;

import static io.gatehouse.local.test.Http2Frames.ACK;
import static io.gatehouse.local.test.Http2Frames.DATA;
import static io.gatehouse.local.test.Http2Frames.END_HEADERS;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static io.gatehouse.local.test.Http2Frames.GO_AWAY;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.PRIORITY_GIVEN;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static io.gatehouse.local.test.Http2Frames.SETTINGS;
import static io.gatehouse.local.test.Http2Frames.WINDOW_UPDATE;
import static io.gatehouse.local.test.Http2Frames.fields;
import static io.gatehouse.local.test.Http2Frames.frame;
import static io.gatehouse.local.test.Http2Frames.preface;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP/2 frame by frame, also such frames as no library would send. */
public final class RawHttp2Client implements Closeable {

    public static final int NO_ERROR = 0;
    public static final int PROTOCOL_ERROR = 1;
    public static final int INTERNAL_ERROR = 2;
    public static final int REFUSED_STREAM = 7;
    public static final int CANCEL = 8;
    public static final int ENHANCE_YOUR_CALM = 11;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

    /** One frame as it came; only one with a header has fields. */
    public record Frame(int type, int flags, int stream, ByteBuf payload, Http2Headers fields) {

        /** The error of a reset or of a farewell. */
        public int error() {
            return payload.getInt(type == GO_AWAY ? 4 : 0);
        }

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /** What came of one request: a response, whole or not, and the error with which its stream was reset, or -1. */
    public record Response(Map<String, String> headers, String body, boolean whole, int reset) {

        public int status() {
            return Integer.parseInt(headers.getOrDefault(":status", "0"));
        }

        public RawClient.Answer answer() {
            return new RawClient.Answer("HTTP/2", status(), headers, body);
        }
    }

    private RawHttp2Client(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** A connection that has begun, with the client's settings as pairs of number and value. */
    public static RawHttp2Client connect(int port, int... settings) throws IOException {
        return connect(new Socket(), port, settings);
    }

    /** The same from another loopback address. */
    public static RawHttp2Client connect(String from, int port) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        return connect(socket, port);
    }

    private static RawHttp2Client connect(Socket socket, int port, int... settings) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var client = new RawHttp2Client(socket);
        client.out.write(preface());
        return client.settings(settings);
    }

    public RawHttp2Client settings(int... pairs) throws IOException {
        var payload = ByteBuffer.allocate(pairs.length * 3);
        for (int i = 0; i < pairs.length; i += 2) {
            payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
        }
        return send(SETTINGS, 0, 0, payload.array());
    }

    public RawHttp2Client send(int type, int flags, int stream, byte... payload) throws IOException {
        out.write(frame(type, flags, stream, payload));
        return this;
    }

    /** A part of a body. */
    public RawHttp2Client data(int flags, int stream, String text) throws IOException {
        return send(DATA, flags, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes that often, in large pieces. */
    public RawHttp2Client sendRepeatedly(byte[] frame, int times) throws IOException {
        var piece = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            piece.writeBytes(frame);
            if (piece.size() > 16 << 10) {
                piece.writeTo(out);
                piece.reset();
            }
        }
        piece.writeTo(out);
        return this;
    }

    /** A request without a body; of the same fields as {@link #request}. */
    public RawHttp2Client get(int stream, String path, String... more) throws IOException {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, request("GET", path, more));
    }

    public RawHttp2Client post(int stream, String path, String... more) throws IOException {
        return send(HEADERS, END_HEADERS, stream, request("POST", path, more));
    }

    public static byte[] request(String method, String path, String... more) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(fields(":method", method, ":scheme", "http", ":authority", "a.test", ":path", path));
        all.writeBytes(fields(more));
        return all.toByteArray();
    }

    /** The next frame; settings are acknowledged on the way. Null when the connection was closed. */
    public Frame next() throws IOException {
        try {
            int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
            var payload = new byte[length];
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readFully(payload);
            var content = Unpooled.wrappedBuffer(payload);
            // Each of them, wanted or not: later ones refer to what it said.
            var frame =
                    new Frame(type, flags, stream, content, type == HEADERS ? decode(stream, flags, content) : null);
            if (frame.type == SETTINGS && !frame.has(ACK)) {
                send(SETTINGS, ACK, 0);
            }
            return frame;
        } catch (EOFException | SocketException closed) {
            return null;
        }
    }

    /** Reads on to the first frame of this type; null when the connection was closed before. */
    public Frame await(int type) throws IOException {
        var frame = next();
        while (frame != null && frame.type != type) {
            frame = next();
        }
        return frame;
    }

    /** The response on a stream, read to its end or to the end of the connection. What is read is given back. */
    public Response read(int stream) throws IOException {
        var fields = new TreeMap<String, String>();
        var body = new ByteArrayOutputStream();
        for (var frame = next(); frame != null; frame = next()) {
            if (frame.stream != stream) {
                continue;
            }
            if (frame.type == RST_STREAM) {
                return response(fields, body, false, frame.error());
            }
            if (frame.type == HEADERS) {
                frame.fields.forEach(field ->
                        fields.put(field.getKey().toString(), field.getValue().toString()));
            }
            if (frame.type == DATA && frame.payload.isReadable()) {
                body.writeBytes(ByteBufUtil.getBytes(frame.payload));
                giveBack(frame);
            }
            if (frame.has(END_STREAM) && (frame.type == HEADERS || frame.type == DATA)) {
                return response(fields, body, true, -1);
            }
        }
        return response(fields, body, false, -1);
    }

    private static Response response(Map<String, String> fields, ByteArrayOutputStream body, boolean whole, int reset) {
        return new Response(fields, body.toString(StandardCharsets.UTF_8), whole, reset);
    }

    private Http2Headers decode(int stream, int flags, ByteBuf block) throws IOException {
        if ((flags & PRIORITY_GIVEN) != 0) {
            block.skipBytes(5);
        }
        try {
            return headers.decodeHeaders(stream, block);
        } catch (Http2Exception unreadable) {
            throw new IOException(unreadable);
        }
    }

    private void giveBack(Frame data) throws IOException {
        var increment =
                ByteBuffer.allocate(4).putInt(data.payload.readableBytes()).array();
        send(WINDOW_UPDATE, 0, 0, increment);
        if (!data.has(END_STREAM)) {
            send(WINDOW_UPDATE, 0, data.stream, increment);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
