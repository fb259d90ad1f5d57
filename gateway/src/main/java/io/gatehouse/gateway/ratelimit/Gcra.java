package io.gatehouse.gateway.ratelimit;

/**
 * The generic cell rate algorithm in whole microseconds. {@code gcra.lua} computes exactly the same; a test holds the two
 * together.
 *
 * @param permits the permits to take; 0 when refused
 * @param arrival the theoretical arrival time to keep; of a refusal the one there was
 * @param retry how long a refused subject has to wait; 0 when admitted
 * @param reset when the whole burst is there again
 */
record Gcra(long permits, long arrival, long remaining, long reset, long retry) {

    static Gcra decide(long storedArrival, long now, Demand demand) {
        // The clamp heals at once what a stepped clock or a smaller quota left behind.
        long arrival = Math.min(Math.max(storedArrival, now), now + demand.burst());
        long free = (now + demand.burst() - arrival) / demand.emission();
        if (demand.cost() > free) {
            long over = arrival + demand.cost() * demand.emission() - now - demand.burst();
            return new Gcra(0, arrival, free, arrival - now, over);
        }
        long permits = Math.max(demand.cost(), Math.min(demand.most(), free));
        long next = arrival + permits * demand.emission();
        return new Gcra(permits, next, free - permits, next - now, 0);
    }

    boolean admitted() {
        return permits != 0;
    }
}
