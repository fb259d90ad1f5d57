package io.gatehouse.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes as an attacker would send them, which no HTTP client does. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 15_000;

    private RawHttp() {}

    /** Sends the message, closes its side, and returns all that comes back. */
    public static String send(int port, String message) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A GET whose path goes over the wire just as it is. */
    public static String get(int port, String path, String... headers) throws IOException {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "Connection: close\r\n\r\n");
    }
}
