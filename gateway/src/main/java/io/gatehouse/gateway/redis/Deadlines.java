package io.gatehouse.gateway.redis;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Ends what has not come in time, with one timer for all of it rather than one for each. Belongs to one event loop. */
final class Deadlines {

    private final Vertx vertx;
    private final long budgetNanos;
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private boolean armed;

    private record Awaited(Promise<?> promise, long deadline, Runnable late) {}

    Deadlines(Vertx vertx, Duration budget) {
        this.vertx = vertx;
        this.budgetNanos = budget.toNanos();
    }

    /** Fails the promise unless it is kept in time, and then tells so. */
    void watch(Promise<?> promise, long now, Runnable late) {
        awaited.add(new Awaited(promise, now + budgetNanos, late));
        if (!armed) {
            arm(budgetNanos);
        }
    }

    // The budget is the same for all, so the deadlines stand in their order.
    private void expire() {
        armed = false;
        long now = System.nanoTime();
        for (var next = awaited.peek(); next != null; next = awaited.peek()) {
            boolean kept = next.promise.future().isComplete();
            if (!kept && now - next.deadline < 0) {
                arm(next.deadline - now);
                return;
            }
            awaited.remove();
            if (!kept && next.promise.tryFail("late")) {
                next.late.run();
            }
        }
    }

    private void arm(long nanos) {
        armed = true;
        vertx.setTimer(Math.max(1, Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1))), _ -> expire());
    }
}
