package io.gatehouse.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Where a server listens. */
record Address(String host, int port) {

    private static final int TIMEOUT_MILLIS = 2_000;

    /** As {@link #toString} writes it. */
    static Address parse(String text) {
        var colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Whether connections are accepted there. */
    boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
