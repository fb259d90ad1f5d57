package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** HTTP/1.1 byte by byte: what is sent goes over the wire just as it is, one request on each connection. */
final class Wire {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int LEGIBLE = 2_000;
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(ISO_8859_1);

    private Wire() {}

    /**
     * What is to be sent. Characters of target and fields are bytes (ISO 8859-1); fields are whole lines.
     *
     * @param body null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String method, String target, List<String> fields, byte[] body) {

        byte[] bytes() {
            var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
            fields.forEach(line -> head.append(line).append("\r\n"));
            if (body != null) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            var message = new ByteArrayOutputStream();
            message.writeBytes(
                    head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
            message.writeBytes(body == null ? new byte[0] : body);
            return message.toByteArray();
        }

        /** Its beginning, to be read by people. */
        @Override
        public String toString() {
            // Runs of one letter say nothing.
            var text = new String(bytes(), ISO_8859_1).replaceAll("(.)\\1{40,}", "$1$1[...]$1");
            return text.length() > LEGIBLE ? text.substring(0, LEGIBLE) + "[...]" : text;
        }
    }

    /** What came back. */
    record Answer(int status, List<String> fields, String body) {

        String field(String name) {
            return fields.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }

        /** Without parameters; empty where there is none. */
        String mediaType() {
            return Objects.requireNonNullElse(field("Content-Type"), "")
                    .split(";", 2)[0]
                    .strip();
        }
    }

    static Answer send(int port, Request request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.bytes());
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(request.toString(), failure);
        }
    }

    private static Answer answer(byte[] bytes) throws IOException {
        int end = find(bytes, BLANK_LINE, 0);
        if (end < 0) {
            throw new IOException("no answer but " + bytes.length + " bytes");
        }
        var lines = new String(bytes, 0, end, ISO_8859_1).split("\r\n", -1);
        var fields = List.of(lines).subList(1, lines.length);
        var chunked = fields.stream().anyMatch(line -> line.equalsIgnoreCase("transfer-encoding: chunked"));
        var rest = Arrays.copyOfRange(bytes, end + BLANK_LINE.length, bytes.length);
        return new Answer(
                Integer.parseInt(lines[0].split(" ", 3)[1]), fields, new String(chunked ? joined(rest) : rest, UTF_8));
    }

    private static byte[] joined(byte[] chunks) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int at = 0; ; ) {
            int line = find(chunks, new byte[] {'\r', '\n'}, at);
            if (line < 0) {
                throw new IOException("the last chunk is missing");
            }
            int size = Integer.parseInt(new String(chunks, at, line - at, ISO_8859_1).split(";", 2)[0], 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(chunks, line + 2, size);
            at = line + 2 + size + 2;
        }
    }

    private static int find(byte[] bytes, byte[] part, int from) {
        for (int i = from; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
