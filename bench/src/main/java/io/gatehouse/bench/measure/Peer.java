package io.gatehouse.bench.measure;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What something of ours can be measured beside. */
public enum Peer {
    NGINX,
    HAPROXY,
    SPRING,
    /** Nothing but the platform: a handler that does as little as possible. */
    VERTX,
    KEYCLOAK;

    /** Of names with commas between them; only these can be compared here. */
    public static Set<Peer> parse(String names, Set<Peer> here) {
        var peers = EnumSet.noneOf(Peer.class);
        for (var name : names.split(",", -1)) {
            peers.add(here.stream()
                    .filter(peer -> peer.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--peers takes some of "
                            + Arrays.stream(values())
                                    .filter(here::contains)
                                    .map(Peer::label)
                                    .collect(Collectors.joining(","))
                            + " here")));
        }
        return peers;
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
