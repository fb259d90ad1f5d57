package io.gatehouse.gateway.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries from multiplying the load of a service that fails: a tenth of its requests and three a second, of which
 * fifty may be saved up. Counted in thousandths.
 */
final class RetryBudget {

    private static final long ONE = 1_000;
    private static final long PER_REQUEST = ONE / 10;
    private static final long PER_SECOND = 3 * ONE;
    private static final long MOST = 50 * ONE;

    private final AtomicLong saved = new AtomicLong(MOST);
    private final AtomicLong paidUntil;

    RetryBudget(long now) {
        this.paidUntil = new AtomicLong(now);
    }

    /** A request came. */
    void deposit() {
        if (saved.get() < MOST) {
            saved.addAndGet(PER_REQUEST);
        }
    }

    /** Whether there is one more retry in it. */
    boolean withdraw(long now) {
        depositTime(now);
        for (long before = saved.get(); before >= ONE; before = saved.get()) {
            if (saved.compareAndSet(before, before - ONE)) {
                return true;
            }
        }
        return false;
    }

    private void depositTime(long now) {
        long before = paidUntil.get();
        long earned = Math.min(MOST, (now - before) / (TimeUnit.SECONDS.toNanos(1) / PER_SECOND));
        if (earned > 0 && paidUntil.compareAndSet(before, now)) {
            saved.accumulateAndGet(earned, (held, more) -> Math.min(MOST, held + more));
        }
    }
}
