package io.gatehouse.gateway.ratelimit;

import java.util.concurrent.TimeUnit;

/**
 * What this replica knows of one subject under one policy, in microseconds of its own clock. All event loops share it; what one
 * overwrites of another is at most a little older and costs one more question to Redis.
 */
final class Standing {

    /** The permits that were fetched ahead; null where the policy has no leases. */
    final Lease lease;

    private volatile Known known;

    // Changed under the lock of LocalBuckets alone.
    private long arrivalAlone = Long.MIN_VALUE;

    private record Known(long arrival, long remaining, boolean refused) {}

    Standing(boolean leases) {
        this.lease = leases ? new Lease() : null;
        this.known = new Known(now(), 0, false);
    }

    static long now() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    /** Takes over what Redis has just said. */
    void learn(PolicyState state) {
        known = new Known(
                now() + state.resetMicros(), state.remaining() - state.bucket().ahead(), !state.admitted());
    }

    /** The refusal that still holds for this bucket, or null when Redis has to be asked. */
    PolicyState refusal(Bucket bucket, long now) {
        var last = known;
        if (!last.refused || (lease != null && lease.holds(bucket.terms().cost(), now))) {
            return null;
        }
        var gcra = Gcra.decide(last.arrival, now, bucket.terms().demand());
        return gcra.admitted() ? null : PolicyState.of(bucket, gcra, Mode.MEMORY);
    }

    /** How things stand after a permit was spent that had been fetched ahead. */
    PolicyState spent(Bucket bucket, long now) {
        var last = known;
        return new PolicyState(
                bucket, true, last.remaining + lease.left(), Math.max(0, last.arrival - now), 0, Mode.LEASE);
    }

    /** The theoretical arrival time as far as this replica has seen, with and without Redis. */
    long arrival() {
        return Math.max(known.arrival, arrivalAlone);
    }

    /** Keeps what was counted without Redis. */
    void countAlone(long arrival) {
        arrivalAlone = arrival;
    }
}
