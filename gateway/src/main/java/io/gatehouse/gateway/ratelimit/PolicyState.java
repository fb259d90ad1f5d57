package io.gatehouse.gateway.ratelimit;

/** Where one policy stands after a request was decided. */
record PolicyState(Bucket bucket, boolean admitted, long remaining, long resetMicros, long retryMicros) {

    static PolicyState of(Bucket bucket, Gcra gcra) {
        return new PolicyState(bucket, gcra.admitted(), gcra.remaining(), gcra.resetMicros(), gcra.retryMicros());
    }

    Policy policy() {
        return bucket.policy();
    }
}
