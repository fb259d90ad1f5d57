package io.gatehouse.bench.gateway;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the gateway, or with the last two user-service, can be measured beside. */
public enum Peer {
    NGINX,
    HAPROXY,
    SPRING,
    /** Nothing but the platform: a handler that hands on what it gets. */
    VERTX;

    /** Of names with commas between them. */
    public static Set<Peer> parse(String names) {
        var peers = EnumSet.noneOf(Peer.class);
        for (var name : names == null ? new String[0] : names.split(",")) {
            peers.add(Arrays.stream(values())
                    .filter(peer -> peer.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(Peer::unknown));
        }
        if (peers.isEmpty()) {
            throw unknown();
        }
        return peers;
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("--peers takes some of nginx,haproxy,spring,vertx");
    }
}
