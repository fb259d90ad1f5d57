package io.gatehouse.gateway.ratelimit;

/**
 * Where one policy stands after a request was decided.
 *
 * @param resetMicros when the whole burst is there again
 * @param retryMicros how long a refused subject has to wait
 */
record PolicyState(Bucket bucket, boolean admitted, long remaining, long resetMicros, long retryMicros, Mode mode) {

    static PolicyState of(Bucket bucket, Gcra gcra, Mode mode) {
        return new PolicyState(bucket, gcra.admitted(), gcra.remaining(), gcra.reset(), gcra.retry(), mode);
    }

    /** Whether the request is refused for it. */
    boolean refuses() {
        return !admitted && !policy().shadow();
    }

    /** How it stood before this request, whose permits are given back. */
    PolicyState beforeItWasCounted() {
        long granted = bucket.granted();
        long returned = granted * bucket.terms().demand().emission();
        return new PolicyState(
                bucket, admitted, remaining + granted - bucket.ahead(), resetMicros - returned, retryMicros, mode);
    }

    Policy policy() {
        return bucket.terms().policy();
    }
}
