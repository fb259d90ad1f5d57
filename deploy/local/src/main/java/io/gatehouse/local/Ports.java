package io.gatehouse.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;

/** Every port of the set. One offset moves them all, so that two checkouts run side by side. */
record Ports(int offset) {

    static final String HTTP2 = "GATEHOUSE_HTTP2_PORT";

    private static final int HIGHEST = 65_535;

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

    /** Where the gateway speaks HTTP/2 in clear text, if a person wants that; 0 is any free one and moves nowhere. */
    OptionalInt http2(Settings settings) {
        var wanted = settings.find(HTTP2).map(Ports::number);
        if (wanted.isEmpty() || wanted.get() == 0) {
            return wanted.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        }
        int moved = wanted.get() + offset;
        if (moved > HIGHEST) {
            throw new LauncherException(HTTP2 + " and --port-offset are " + moved + " together, which is no port");
        }
        return OptionalInt.of(moved);
    }

    /** Fails on the first port that another program listens on, or that two of the set want. */
    void requireFree(List<Claim> claims) {
        var owners = new HashMap<Integer, String>();
        for (var claim : claims) {
            var other = owners.putIfAbsent(claim.port(), claim.owner());
            if (other != null) {
                throw new LauncherException("Port " + claim.port() + " (" + claim.owner() + ") is taken by " + other
                        + " of this set; choose another one");
            }
            if (!free(claim.port())) {
                throw new LauncherException("Port " + claim.port() + " (" + claim.owner()
                        + ") is taken by another program; end that one, or choose other ports:"
                        + " ./gatehouse up --port-offset " + (offset + 100));
            }
        }
    }

    private static int number(String port) {
        if (!port.matches("\\d{1,5}")) {
            throw new LauncherException(HTTP2 + " is no port");
        }
        return Integer.parseInt(port);
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
