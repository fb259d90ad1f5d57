package io.gatehouse.e2e.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a TCP server of this machine and passes everything on, as badly as it is told to: late, slowly, not at all, or by resetting
 * connections. What is held is not lost: TCP sends again what a network has dropped.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BACKLOG = 1_000;

    private final int serverPort;
    private final int port;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private final Map<Weather, List<Relay>> abandoned = new ConcurrentHashMap<>();
    private volatile Weather weather = new Weather();
    private ServerSocket door;

    /** @param serverPort where the server listens, or will */
    public TcpProxy(int serverPort) {
        this.serverPort = serverPort;
        open(0);
        this.port = door.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** How many connections are open. */
    int connections() {
        return relays.size();
    }

    /** Everything passes at once again; what was held goes on its way. */
    void calm() {
        weather.calm();
    }

    /** Each piece that is read arrives so much later, both ways. */
    void delay(Duration time) {
        weather.delay(time);
    }

    /** Each connection moves so many bytes a second at most, each way. */
    void throttle(int bytesPerSecond) {
        weather.throttle(bytesPerSecond);
    }

    /** Nothing arrives any more, no end of a connection either; new ones are taken and stay as silent. */
    void hold() {
        weather.hold();
    }

    /** The connections that are open are silent from now on, as after the loss of a machine; new ones are none the worse. */
    void abandon() {
        weather.hold();
        abandoned.put(weather, List.copyOf(relays));
        weather = new Weather();
    }

    /** Resets the connections that are silent since {@link #abandon()}, as the kernels at both ends do in the end. */
    void forget() {
        abandoned.forEach((held, silent) -> {
            silent.forEach(Relay::reset);
            held.calm();
        });
        abandoned.clear();
    }

    /** Resets every connection, and each new one as soon as something is sent on it. */
    void breakConnections() {
        weather.breakConnections();
        resetAll();
    }

    /** Resets every connection, and refuses new ones. */
    public synchronized void refuse() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        resetAll();
    }

    /** Takes connections again; the opposite of {@link #refuse()}. */
    public void accept() {
        open(port);
    }

    @Override
    public void close() {
        refuse();
        forget();
        calm();
    }

    private synchronized void open(int at) {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
            var opened = door;
            Thread.startVirtualThread(() -> serveAll(opened));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void resetAll() {
        relays.forEach(Relay::reset);
    }

    private void serveAll(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var client = opened.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        var server = new Socket();
        var relay = new Relay(client, server, weather);
        relays.add(relay);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            relay.run();
        } catch (IOException nobodyIsThere) {
            relay.reset();
        } finally {
            relays.remove(relay);
        }
    }
}
