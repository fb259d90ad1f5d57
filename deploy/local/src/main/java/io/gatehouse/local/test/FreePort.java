package io.gatehouse.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that was free when the JVM first asked for it under this name. */
final class FreePort {

    private FreePort() {}

    static int ofThisJvm(String name) {
        synchronized (System.getProperties()) {
            return Integer.parseInt((String) System.getProperties()
                    .computeIfAbsent("gatehouse.test." + name + ".port", key -> Integer.toString(find())));
        }
    }

    private static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
