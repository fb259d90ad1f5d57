package io.gatehouse.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Decides while Redis cannot be asked: each policy as it says, those that count locally with this replica's share. */
final class LocalBuckets {

    private static final int MAX_SUBJECTS = 100_000;
    private static final Duration RETRY_WHEN_CLOSED = Duration.ofSeconds(1);

    private final Cache<String, Long> arrivals =
            Caffeine.newBuilder().maximumSize(MAX_SUBJECTS).build();
    private final int replicas;

    LocalBuckets(int replicas) {
        this.replicas = replicas;
    }

    // All event loops of the replica count together; this is the exception, not the rule, so a lock will do.
    synchronized List<PolicyState> decide(List<Bucket> buckets) {
        var counted = new ArrayList<Bucket>(buckets.size());
        for (var bucket : buckets) {
            switch (bucket.policy().withoutRedis()) {
                case OPEN -> {}
                case CLOSED -> throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY_WHEN_CLOSED);
                case LOCAL -> counted.add(new Bucket(bucket.policy().share(replicas), bucket.key()));
            }
        }
        return count(counted);
    }

    /** Takes over what Redis says, so that counting goes on from there when it falls silent: no second burst. */
    void learn(List<PolicyState> states) {
        long now = now();
        for (var state : states) {
            if (state.policy().withoutRedis() == Policy.WithoutRedis.LOCAL) {
                arrivals.put(state.bucket().key(), now + state.resetMicros());
            }
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    private List<PolicyState> count(List<Bucket> buckets) {
        long now = now();
        var decisions = buckets.stream().map(bucket -> decide(bucket, now)).toList();
        boolean admitted = decisions.stream().allMatch(Gcra::admitted);
        var states = new ArrayList<PolicyState>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            if (admitted) {
                arrivals.put(buckets.get(i).key(), decisions.get(i).arrival());
            }
            states.add(PolicyState.of(buckets.get(i), decisions.get(i)));
        }
        return states;
    }

    private Gcra decide(Bucket bucket, long now) {
        var stored = arrivals.getIfPresent(bucket.key());
        var policy = bucket.policy();
        return Gcra.decide(stored == null ? now : stored, now, policy.emissionMicros(), policy.burstMicros());
    }
}
