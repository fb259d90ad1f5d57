package io.gatehouse.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Remembers who was refused until they may return, so that a flood costs neither Redis nor its time budget. */
final class Denials {

    // Some 200 bytes each: a flood from many addresses stays below 20 MB.
    private static final int MAX_REMEMBERED = 100_000;

    private final Cache<String, Denial> byKey = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfter(Expiry.<String, Denial>creating((_, denial) -> denial.remembered))
            .build();

    private record Denial(Duration remembered, long admittedAtNanos, long resetAtNanos) {}

    void remember(PolicyState state) {
        long now = System.nanoTime();
        byKey.put(
                state.bucket().key(),
                new Denial(
                        Duration.of(state.retryMicros(), ChronoUnit.MICROS),
                        now + TimeUnit.MICROSECONDS.toNanos(state.retryMicros()),
                        now + TimeUnit.MICROSECONDS.toNanos(state.resetMicros())));
    }

    /** The refusals that still hold for any of these buckets; empty when Redis has to be asked. */
    List<PolicyState> of(List<Bucket> buckets) {
        List<PolicyState> denied = List.of();
        for (var bucket : buckets) {
            var denial = byKey.getIfPresent(bucket.key());
            if (denial != null) {
                denied = denied.isEmpty() ? new ArrayList<>(buckets.size()) : denied;
                denied.add(standing(bucket, denial));
            }
        }
        return denied;
    }

    private static PolicyState standing(Bucket bucket, Denial denial) {
        long now = System.nanoTime();
        return new PolicyState(
                bucket, false, 0, micros(denial.resetAtNanos - now), Math.max(1, micros(denial.admittedAtNanos - now)));
    }

    private static long micros(long nanos) {
        return Math.max(0, Math.ceilDiv(nanos, 1_000L));
    }
}
