package io.gatehouse.gateway.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Policies as tests want them, and buckets of them. */
final class Policies {

    private Policies() {}

    static Policy byAccount(String name, long quota, Duration window) {
        return of(name, quota, window, false, 0);
    }

    static Policy inShadow(String name, long quota, Duration window) {
        return of(name, quota, window, true, 0);
    }

    static Policy leased(String name, long quota, Duration window, int lease) {
        return of(name, quota, window, false, lease);
    }

    static Bucket bucket(Policy policy, int cost, String subject) {
        return new Bucket(
                new Limit(policy, cost).terms(Set.of()),
                subject,
                Bucket.key(policy, subject),
                new Standing(policy.lease() > 0));
    }

    static Bucket bucket(Policy policy, String subject) {
        return bucket(policy, 1, subject);
    }

    private static Policy of(String name, long quota, Duration window, boolean shadow, int lease) {
        return new Policy(
                name,
                new Rate(quota, window, quota),
                List.of(Policy.Key.ACCOUNT),
                Map.of(),
                Policy.WithoutRedis.LOCAL,
                shadow,
                lease);
    }
}
