package io.gatehouse.gateway.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides while Redis cannot be asked: each policy as it says, those that count locally with this replica's share. It goes on
 * from what Redis said last, so that its silence grants no second burst.
 */
final class LocalBuckets {

    private static final long RETRY_WHEN_CLOSED = Duration.ofSeconds(1).toNanos() / 1_000;

    private final int replicas;

    LocalBuckets(int replicas) {
        this.replicas = replicas;
    }

    // All event loops of the replica count together; this is the exception, not the rule, so a lock will do.
    synchronized List<PolicyState> decide(List<Bucket> buckets) {
        long now = Standing.now();
        var states = new ArrayList<PolicyState>(buckets.size());
        boolean admitted = true;
        for (var bucket : buckets) {
            var state = state(bucket, now);
            states.add(state);
            admitted &= !state.refuses();
        }
        if (admitted) {
            states.forEach(state -> count(state, now));
        }
        return states;
    }

    /** What those say that count here and refuse, without counting. */
    synchronized List<PolicyState> refusals(List<Bucket> buckets) {
        long now = Standing.now();
        return buckets.stream()
                .filter(bucket -> bucket.terms().policy().withoutRedis() == Policy.WithoutRedis.LOCAL)
                .map(bucket -> state(bucket, now))
                .filter(PolicyState::refuses)
                .toList();
    }

    private PolicyState state(Bucket bucket, long now) {
        return switch (bucket.terms().policy().withoutRedis()) {
            case OPEN -> new PolicyState(bucket, true, bucket.terms().rate().burst(), 0, 0, Mode.OPEN);
            case CLOSED -> new PolicyState(bucket, false, 0, RETRY_WHEN_CLOSED, RETRY_WHEN_CLOSED, Mode.CLOSED);
            case LOCAL ->
                PolicyState.of(bucket, Gcra.decide(bucket.standing().arrival(), now, share(bucket)), Mode.LOCAL);
        };
    }

    private static void count(PolicyState state, long now) {
        if (state.mode() == Mode.LOCAL && state.admitted()) {
            state.bucket().standing().countAlone(now + state.resetMicros());
        }
    }

    // Permits take longer to earn, and of the same time there are fewer; at least what this one request needs.
    private Demand share(Bucket bucket) {
        var whole = bucket.terms().demand();
        long emission = whole.emission() * replicas;
        return new Demand(emission, Math.max(whole.burst(), whole.cost() * emission), whole.cost(), whole.cost());
    }
}
