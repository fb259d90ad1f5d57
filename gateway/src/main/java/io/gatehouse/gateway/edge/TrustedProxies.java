package io.gatehouse.gateway.edge;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The proxies in front of the gateway, and what they vouch for: the client's address, and how it asked. */
final class TrustedProxies {

    private static final List<String> SCHEMES = List.of("http", "https");

    private final List<Cidr> networks;
    private final ProxyHeader header;

    /** @param header in which field they say so */
    TrustedProxies(List<Cidr> networks, ProxyHeader header) {
        this.networks = networks;
        this.header = header;
    }

    static TrustedProxies of(EdgeConfig config) {
        var networks = config.trustedProxies().orElse(List.of()).stream()
                .map(Cidr::parse)
                .toList();
        return new TrustedProxies(networks, config.proxyHeader());
    }

    /** The right-most address that is no trusted proxy, and through which of the hops it was found; none is 0. */
    private record Way(InetAddress client, int hops) {}

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
        return trusts(peer) ? way(peer, hopsFromTheRight(headers)).client : peer;
    }

    /** The scheme that the client used, as a trusted peer tells it; null where it does not. */
    String scheme(InetAddress peer, MultiMap headers) {
        var scheme =
                switch (header) {
                    case X_FORWARDED -> headers.get("X-Forwarded-Proto");
                    case FORWARDED -> element(peer, headers).scheme();
                };
        return scheme != null && SCHEMES.contains(scheme) ? scheme : null;
    }

    /** The host that the client asked for, as a trusted peer tells it; null where it does not. */
    String host(InetAddress peer, MultiMap headers) {
        if (header == ProxyHeader.FORWARDED) {
            return element(peer, headers).host();
        }
        var host = headers.get("X-Forwarded-Host");
        return host != null && ProtocolRules.isHost(host) ? host : null;
    }

    /** What that proxy of ours says which saw the client. */
    private ForwardedElement element(InetAddress peer, MultiMap headers) {
        var elements = ForwardedElement.parse(headers.getAll("Forwarded"));
        int hops = way(peer, nodesFromTheRight(elements)).hops;
        return hops == 0 ? new ForwardedElement(null, null, null) : elements.get(elements.size() - hops);
    }

    private Way way(InetAddress peer, List<String> hopsFromTheRight) {
        var client = peer;
        int hops = 0;
        for (var hop : hopsFromTheRight) {
            var address = literal(hop);
            if (address == null) {
                break;
            }
            client = address;
            hops++;
            if (!trusts(address)) {
                break;
            }
        }
        return new Way(client, hops);
    }

    private List<String> hopsFromTheRight(MultiMap headers) {
        if (header == ProxyHeader.FORWARDED) {
            return nodesFromTheRight(ForwardedElement.parse(headers.getAll("Forwarded")));
        }
        var hops = new ArrayList<String>();
        for (var line : headers.getAll("X-Forwarded-For")) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        return hops.reversed();
    }

    private static List<String> nodesFromTheRight(List<ForwardedElement> elements) {
        return elements.reversed().stream()
                .map(element -> element.node() == null ? "unknown" : element.node())
                .toList();
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
