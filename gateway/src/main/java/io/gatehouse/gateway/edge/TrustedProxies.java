package io.gatehouse.gateway.edge;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The proxies in front of the gateway, and the client's address as they vouch for it. */
final class TrustedProxies {

    private final List<Cidr> networks;

    TrustedProxies(List<Cidr> networks) {
        this.networks = networks;
    }

    boolean trusts(InetAddress peer) {
        for (var network : networks) {
            if (network.contains(peer)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The right-most address that is no trusted proxy: each of ours has appended whom it saw, and what stands further left
     * anybody may have written.
     */
    InetAddress client(InetAddress peer, MultiMap headers) {
        if (!trusts(peer)) {
            return peer;
        }
        var client = peer;
        for (var hop : hopsFromTheRight(headers)) {
            var address = literal(hop);
            if (address == null) {
                return client;
            }
            client = address;
            if (!trusts(address)) {
                return client;
            }
        }
        return client;
    }

    private static List<String> hopsFromTheRight(MultiMap headers) {
        var hops = new ArrayList<String>();
        for (var line : headers.getAll("X-Forwarded-For")) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        return hops.reversed();
    }

    // With a port or brackets, as some proxies write it. Never a name: that would be looked up.
    private static InetAddress literal(String hop) {
        var text = hop.strip();
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            text = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
