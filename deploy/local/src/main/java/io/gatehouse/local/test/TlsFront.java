package io.gatehouse.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** Speaks TLS for a server of this machine that does not, until it is closed. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;

    private TlsFront(ServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
    }

    /** At a free port of 127.0.0.1, with these keys. */
    public static TlsFront of(int port, ServerKeys keys) throws IOException, GeneralSecurityException {
        var door =
                keys.identity().getServerSocketFactory().createServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
        var front = new TlsFront(door, port);
        Thread.startVirtualThread(front::accept);
        return front;
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind);
                Thread.startVirtualThread(() -> carry(client, server));
                Thread.startVirtualThread(() -> carry(server, client));
            } catch (IOException failure) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }

    /** What one says to the other, until either has gone or does not speak TLS as it should. */
    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // As the other direction finds out as well.
            return;
        }
    }
}
