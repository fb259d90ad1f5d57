package io.gatehouse.user;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A database as it is behind a network that loses packets: it takes connections, and soon neither answers nor hears a good-bye. */
final class SilentServer implements AutoCloseable {

    private final ServerSocket server;
    private final String last;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    /** @param last what it says to everybody, at once, before it falls silent */
    SilentServer(String last) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.last = last;
        Thread.startVirtualThread(this::takeAll);
    }

    PgConnectOptions address() {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.getLocalPort())
                .setDatabase("silent")
                .setUser("anybody")
                .setPassword("secret");
    }

    /** How many connections it has taken. */
    int taken() {
        return taken.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : taken) {
            connection.close();
        }
    }

    private void takeAll() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                taken.add(connection);
                connection.getOutputStream().write(last.getBytes(US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
