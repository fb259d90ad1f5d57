package io.gatehouse.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** What this replica knows of subjects: of those it has seen last, so that floods from many addresses do not fill it. */
final class Memory {

    // Some 250 bytes each.
    private static final int MAX_STANDINGS = 100_000;

    private final Cache<String, Standing> standings =
            Caffeine.newBuilder().maximumSize(MAX_STANDINGS).build();

    /** What is known under the key, or null. */
    Standing find(String key, Policy policy) {
        return standings.getIfPresent(key);
    }

    /** What is known under the key, from now on. */
    Standing of(String key, Policy policy) {
        var known = standings.getIfPresent(key);
        return known != null ? known : standings.get(key, _ -> new Standing(policy.lease() > 0));
    }
}
