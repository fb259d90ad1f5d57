package io.gatehouse.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Where a server listens. */
record Address(String host, int port) {

    private static final int TIMEOUT_MILLIS = 1_000;

    /** As {@link #toString} writes it. */
    static Address parse(String text) {
        var colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Whether somebody there reacts to an opening, by an answer or by hanging up; to an empty one, by taking the connection. */
    boolean answers(byte[] opening) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return opening.length == 0 || reacts(socket, opening);
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean reacts(Socket socket, byte[] opening) throws SocketException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            socket.getOutputStream().write(opening);
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException hungUp) {
            return true;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
