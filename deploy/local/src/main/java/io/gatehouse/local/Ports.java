package io.gatehouse.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Every port of the set. One offset moves them all, so that two checkouts run side by side. */
record Ports(int offset) {

    int http(Service service) {
        return service.httpPort() + offset;
    }

    int management(Service service) {
        return service.managementPort() + offset;
    }

    int postgres() {
        return 15432 + offset;
    }

    int redis() {
        return 16379 + offset;
    }

    int smtp() {
        return 13025 + offset;
    }

    /** Fails on the first port that another program listens on. */
    void requireFree(List<Claim> claims) {
        for (var claim : claims) {
            if (!free(claim.port())) {
                throw new LauncherException("Port " + claim.port() + " (" + claim.owner()
                        + ") is taken by another program; end that one, or choose other ports:"
                        + " ./gatehouse up --port-offset " + (offset + 100));
            }
        }
    }

    // Both, because systems differ in whether a listener on one of them bars the other.
    private static boolean free(int port) {
        return binds(new InetSocketAddress(port))
                && binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean binds(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Who needs a port. */
    record Claim(String owner, int port) {}
}
