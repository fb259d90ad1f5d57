package io.gatehouse.gateway.edge;

import java.net.InetAddress;

/** A network, such as {@code 10.0.0.0/8} or {@code fd00::/8}; a plain address is a network of one. */
record Cidr(byte[] network, int bits) {

    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = slash < 0 ? address.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * Byte.SIZE) {
                throw new IllegalArgumentException("prefix length out of range");
            }
            return new Cidr(address, bits);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8", wrong);
        }
    }

    boolean contains(InetAddress address) {
        var candidate = address.getAddress();
        if (candidate.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (candidate[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (candidate[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
