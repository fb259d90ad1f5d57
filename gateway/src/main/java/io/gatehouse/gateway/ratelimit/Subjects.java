package io.gatehouse.gateway.ratelimit;

import io.gatehouse.kit.web.ClientNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Whom a request is counted against. Nobody escapes a policy for want of a token: who has none is counted by address, and a
 * client that speaks for itself is counted where accounts are.
 *
 * @param route empty where the limits are not a route's
 * @param account the account of a person's token, or null
 * @param client the client of a token, or null
 * @param plans the plans of a token
 */
public record Subjects(InetAddress address, String route, String account, String client, Set<String> plans) {

    /** What is known of a request before anybody has looked at its token. */
    public static Subjects of(InetAddress address) {
        return new Subjects(address, "", null, null, Set.of());
    }

    /** The subject that these keys mean. */
    String of(List<Policy.Key> keys) {
        if (keys.size() == 1) {
            return of(keys.getFirst());
        }
        var subject = new StringBuilder(96);
        for (var key : keys) {
            subject.append(subject.isEmpty() ? "" : "|").append(of(key));
        }
        return subject.toString();
    }

    private String of(Policy.Key key) {
        return switch (key) {
            case ADDRESS -> "address:" + ClientNetwork.of(address);
            case ROUTE -> "route:" + route;
            case ACCOUNT -> account == null ? of(Policy.Key.CLIENT) : "account:" + account;
            case CLIENT -> client == null ? of(Policy.Key.ADDRESS) : "client:" + client;
        };
    }
}
