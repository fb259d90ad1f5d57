package io.gatehouse.e2e.resilience;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/** Two connections that are joined: what comes in at one goes out at the other. Both end together. */
final class Relay {

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private volatile boolean waiting;

    Relay(Socket client, Socket server) {
        this(client, server, new Weather());
    }

    /** One of which the weather decides how well it carries. */
    Relay(Socket client, Socket server, Weather weather) {
        this.client = client;
        this.server = server;
        this.weather = weather;
    }

    /** Carries bytes both ways until both sides have ended, or one is lost. */
    void run() {
        var back = Thread.startVirtualThread(() -> carry(server, client));
        carry(client, server);
        try {
            back.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        } finally {
            close(client);
            close(server);
        }
    }

    /** Whether the server has not answered what the client said last; where both have ended, it never will. */
    boolean isWaiting() {
        return waiting;
    }

    /** Resets both. */
    void reset() {
        if (hasSaidMore(client)) {
            waiting = true;
        }
        reset(client);
        reset(server);
    }

    // An end is passed on as an end, and a reset as a reset.
    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(watched(weather.over(to.getOutputStream()), from == client));
            weather.pass(0);
            to.shutdownOutput();
        } catch (IOException lost) {
            reset();
        }
    }

    private OutputStream watched(OutputStream out, boolean question) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                waiting = question;
                out.write(bytes, offset, length);
            }
        };
    }

    private static boolean hasSaidMore(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            return;
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
