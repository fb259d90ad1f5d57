package io.gatehouse.gateway.ratelimit;

/**
 * The generic cell rate algorithm in whole microseconds. {@code gcra.lua} computes exactly the same; a test holds the two
 * together.
 *
 * @param arrival the theoretical arrival time to keep; of a refusal the one there was
 * @param retryMicros how long a refused subject has to wait; 0 when admitted
 * @param resetMicros when the whole quota is there again
 */
record Gcra(boolean admitted, long arrival, long remaining, long resetMicros, long retryMicros) {

    static Gcra decide(long storedArrival, long now, long emission, long burst) {
        // The clamp heals at once what a stepped clock or a smaller quota left behind.
        long arrival = Math.min(Math.max(storedArrival, now), now + burst);
        long next = arrival + emission;
        long over = next - now - burst;
        return over > 0
                ? new Gcra(false, arrival, (now + burst - arrival) / emission, arrival - now, over)
                : new Gcra(true, next, (now + burst - next) / emission, next - now, 0);
    }
}
