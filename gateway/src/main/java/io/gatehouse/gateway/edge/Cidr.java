package io.gatehouse.gateway.edge;

import java.net.InetAddress;
import java.util.Arrays;

/** A network, such as {@code 10.0.0.0/8} or {@code fd00::/8}; a plain address is a network of one. */
record Cidr(InetAddress network, int bits) {

    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("prefix length out of range");
            }
            return new Cidr(address, bits);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8", wrong);
        }
    }

    boolean contains(InetAddress address) {
        var wanted = network.getAddress();
        var candidate = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (candidate.length != wanted.length || Arrays.mismatch(wanted, 0, whole, candidate, 0, whole) >= 0) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((candidate[whole] ^ wanted[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0;
    }
}
