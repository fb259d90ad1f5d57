package io.gatehouse.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * As much of an OpenTelemetry collector as shows who exports: it accepts connections (OTLP over gRPC, thus HTTP/2) and
 * reads the name of the service in the first batch of spans, which is plain text there. Then it hangs up.
 */
final class Collector implements AutoCloseable {

    // An empty SETTINGS frame, which an HTTP/2 client waits for, and the acknowledgement of the client's own.
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0};
    // A string attribute: its key, and the value as protobuf writes both (tag, length, text).
    private static final Pattern SERVICE = Pattern.compile("service\\.name\\x12.\\x0a.([a-z-]+)", Pattern.DOTALL);
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listener;
    private final Set<String> services = ConcurrentHashMap.newKeySet();

    private Collector(ServerSocket listener) {
        this.listener = listener;
    }

    static Collector start() throws IOException {
        var collector = new Collector(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(collector::accept);
        return collector;
    }

    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The services that have exported. */
    Set<String> services() {
        return Set.copyOf(services);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                Thread.ofVirtual().start(() -> read(connection));
            } catch (IOException failure) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }

    private void read(Socket connection) {
        var received = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        try (connection) {
            connection.getOutputStream().write(SETTINGS);
            for (var length = connection.getInputStream().read(buffer);
                    length >= 0;
                    length = connection.getInputStream().read(buffer)) {
                received.write(buffer, 0, length);
                var service = SERVICE.matcher(received.toString(StandardCharsets.ISO_8859_1));
                if (service.find()) {
                    services.add(service.group(1));
                    return;
                }
            }
        } catch (IOException hungUp) {
            throw new UncheckedIOException(hungUp);
        }
    }
}
