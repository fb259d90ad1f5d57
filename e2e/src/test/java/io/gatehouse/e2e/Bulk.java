package io.gatehouse.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bodies of any length from and to a client that keeps nothing of them. */
final class Bulk {

    private static final int PIECE = 64 << 10;

    private Bulk() {}

    /** How many bytes the service says came. */
    static long upload(URI uri, long bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            var out = socket.getOutputStream();
            ask(out, "POST", uri, "Content-Length: " + bytes + "\r\n");
            var piece = new byte[PIECE];
            for (long sent = 0; sent < bytes; sent += PIECE) {
                out.write(piece, 0, (int) Math.min(bytes - sent, PIECE));
            }
            var in = socket.getInputStream();
            var answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Long.parseLong(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        }
    }

    /** How many bytes came. */
    static long download(URI uri) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            ask(socket.getOutputStream(), "GET", uri, "");
            var in = new DataInputStream(socket.getInputStream());
            int end = 0;
            while (end < 4) {
                int octet = in.readUnsignedByte();
                end = octet == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
            }
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void ask(OutputStream out, String method, URI uri, String field) throws IOException {
        var head = method + " " + uri.getPath() + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + field + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    }
}
