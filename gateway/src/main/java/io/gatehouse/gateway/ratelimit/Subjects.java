package io.gatehouse.gateway.ratelimit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Whom a request is counted against.
 *
 * @param account the account of a person's token, or null
 * @param client the client of a token, or null
 */
public record Subjects(InetAddress address, String account, String client, String route) {

    private static final int IPV6_PREFIX_BYTES = 8;

    /** The subject that {@code key} means, or null where the request has none. */
    String of(Policy.Key key) {
        return switch (key) {
            case ADDRESS -> "address:" + prefix(address);
            case ACCOUNT -> account == null ? null : "account:" + account;
            case CLIENT -> client == null ? null : "client:" + client;
            case ROUTE -> "route:" + route;
        };
    }

    /** The address as one subject. A household or a host gets a whole /64 of IPv6; single ones would tell nothing. */
    public static String prefix(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_PREFIX_BYTES) + "/64"
                : address.getHostAddress();
    }
}
