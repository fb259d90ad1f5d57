package io.gatehouse.kit.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** The network that one client holds. */
public final class ClientNetwork {

    private static final int IPV6_PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** An IPv4 address, or a /64 of IPv6: a household or a host gets a whole one, so that single addresses would tell nothing. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_PREFIX_BYTES) + "/64"
                : address.getHostAddress();
    }
}
