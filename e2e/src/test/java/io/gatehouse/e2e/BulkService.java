package io.gatehouse.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A service that takes and gives bodies of any length: GET /bytes/N answers with N bytes, POST with how many came. */
final class BulkService implements AutoCloseable {

    private static final int PIECE = 64 << 10;
    private static final int BUFFER = 256 << 10;
    private static final String LENGTH = "content-length:";

    private final ServerSocket socket;

    private BulkService(ServerSocket socket) {
        this.socket = socket;
    }

    static BulkService start() throws IOException {
        var service = new BulkService(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(service::accept);
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            // What the kernel takes of a response that nobody reads would keep the machine busy, not the gateway.
            client.setSendBufferSize(BUFFER);
            var in = new BufferedInputStream(client.getInputStream(), PIECE);
            for (var line = line(in); line != null; line = line(in)) {
                answer(line, lengthOf(in), in, client.getOutputStream());
            }
        } catch (IOException left) {
            // Clients do, and take their request with them.
            return;
        }
    }

    private static void answer(String line, long length, InputStream in, OutputStream out) throws IOException {
        long left = length;
        var piece = new byte[PIECE];
        while (left > 0) {
            int read = in.read(piece, 0, (int) Math.min(left, PIECE));
            if (read < 0) {
                throw new IOException("the body broke off");
            }
            left -= read;
        }
        var path = line.split(" ", -1)[1];
        if (path.contains("/bytes/")) {
            long bytes = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
            for (long written = 0; written < bytes; written += PIECE) {
                out.write(piece, 0, (int) Math.min(bytes - written, PIECE));
            }
        } else {
            var came = Long.toString(length);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + came.length() + "\r\n\r\n" + came);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static long lengthOf(InputStream in) throws IOException {
        long length = 0;
        for (var field = line(in); field != null && !field.isEmpty(); field = line(in)) {
            if (field.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(field.substring(LENGTH.length()).strip());
            }
        }
        return length;
    }

    // Null at the end.
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
