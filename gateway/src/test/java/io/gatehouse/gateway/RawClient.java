package io.gatehouse.gateway;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says exactly the bytes it is given, and reads what comes back. */
public final class RawClient implements Closeable {

    private static final String NO_CONTENT = "204";
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /** What came back; field names are in small letters. */
    public record Answer(String version, int status, Map<String, String> headers, String body) {}

    private RawClient(String from, int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        if (from != null) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    public static RawClient connect(int port) throws IOException {
        return new RawClient(null, port, 0);
    }

    /** Connects from another loopback address. */
    public static RawClient connect(String from, int port) throws IOException {
        return new RawClient(from, port, 0);
    }

    /** Its kernel keeps about so many bytes for it that it has not read. */
    public static RawClient connectNarrow(int port, int receiveBuffer) throws IOException {
        return new RawClient(null, port, receiveBuffer);
    }

    public RawClient send(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    public RawClient sendLines(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public Answer read() throws IOException {
        return read(false);
    }

    /** Reads an answer that has no body whatever its header says. */
    public Answer readHead() throws IOException {
        return read(true);
    }

    /** Whether the other side has closed. Waits for it. */
    public boolean isClosed() throws IOException {
        try {
            return in.read() == -1;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    /** How many bytes came, up to that many, without keeping them. */
    public int readBytes(int length) throws IOException {
        var piece = new byte[16 << 10];
        int count = 0;
        for (int read = 0; read >= 0 && count < length; count += Math.max(0, read)) {
            read = in.read(piece, 0, Math.min(piece.length, length - count));
        }
        return count;
    }

    /** All that still comes until the other side closes. */
    public String readRest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** How many bytes there still are. Waits for the end. */
    public long readUntilClosed() throws IOException {
        try {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (java.net.SocketException reset) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer read(boolean headOnly) throws IOException {
        var status = line();
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(line.indexOf(':') + 1).strip(), (one, other) -> one + "|" + other);
        }
        var words = status.split(" ", -1);
        return new Answer(
                words[0],
                Integer.parseInt(words[1]),
                headers,
                headOnly || NO_CONTENT.equals(words[1]) ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            return chunks();
        }
        var length = headers.get("content-length");
        return new String(
                length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet == -1) {
                throw new IOException("closed within: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
