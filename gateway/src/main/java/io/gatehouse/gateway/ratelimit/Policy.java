package io.gatehouse.gateway.ratelimit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A limit as the routes file names it.
 *
 * @param keys what is counted separately: each combination of them
 * @param plans what callers of these plans are granted instead; the first that a caller has decides
 * @param shadow whether it is only counted and told in metrics, and refuses nobody
 * @param lease how many permits a replica may fetch at once and spend from memory; 0 asks Redis for each request
 */
public record Policy(
        String name,
        Rate rate,
        List<Key> keys,
        Map<String, Rate> plans,
        WithoutRedis withoutRedis,
        boolean shadow,
        int lease) {

    /**
     * What a policy counts by. In this order they make up the subject: the last alone is free text, so that no two subjects are
     * written alike.
     */
    public enum Key {
        /** A single address of IPv4, a /64 of IPv6. */
        ADDRESS,
        ROUTE,
        ACCOUNT,
        CLIENT
    }

    /** What a policy does while Redis cannot be asked. */
    public enum WithoutRedis {
        /** Lets everything pass. */
        OPEN,
        /** Refuses everything. */
        CLOSED,
        /** Counts in this replica, which enforces its share of the quota. */
        LOCAL
    }

    public Policy {
        keys = keys.stream().sorted().toList();
        // Their order counts.
        plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
        if (lease < 0 || lease > rate.burst()) {
            throw new IllegalArgumentException("lease must be between 0 and the burst");
        }
    }

    /** Whether it tells nobody apart but callers with a token. */
    public boolean needsTokens() {
        return !keys.contains(Key.ADDRESS) && (keys.contains(Key.ACCOUNT) || keys.contains(Key.CLIENT));
    }
}
