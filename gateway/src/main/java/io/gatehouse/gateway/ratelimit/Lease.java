package io.gatehouse.gateway.ratelimit;

import java.util.concurrent.TimeUnit;

/**
 * Permits that Redis has counted already and that nobody has used yet. A replica never holds as many as the policy's lease, and
 * none for longer than a second: by so many may an interval have more admissions than the policy earns in it, and what
 * expires is lost to the subject.
 */
final class Lease {

    private static final long LIFETIME_MICROS = TimeUnit.SECONDS.toMicros(1);

    private long permits;
    private long expiresAt;
    private boolean fetching;

    synchronized boolean holds(long cost, long now) {
        return permits >= cost && now < expiresAt;
    }

    synchronized long left() {
        return permits;
    }

    synchronized boolean spend(long cost, long now) {
        if (!holds(cost, now)) {
            return false;
        }
        permits -= cost;
        return true;
    }

    /** Takes back what was spent on a request that another policy refused. */
    synchronized void giveBack(long cost) {
        permits += cost;
    }

    /** Whether the caller is to fetch more; nobody else is until it has ended that. */
    synchronized boolean beginFetch() {
        boolean free = !fetching;
        fetching = true;
        return free;
    }

    synchronized void endFetch(long fetched, long now) {
        fetching = false;
        if (fetched > 0) {
            permits = fetched + (now < expiresAt ? permits : 0);
            expiresAt = now + LIFETIME_MICROS;
        }
    }
}
