package io.gatehouse.gateway.overload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * How many requests an upstream gets at once. Usually more than it ever has. When most requests of the present window are slow, hardly more than
 * it has. When they have been for two windows in a row, a queue stands somewhere behind: then as many as it would answer in tolerable time at the rate at which it
 * answers now (Little's law), a little less with each slow window, a little more with each other one. When nobody had
 * to be refused for a while, all is as before.
 */
final class UpstreamLimit {

    static final Duration TICK = Duration.ofMillis(10);
    static final Duration WINDOW = Duration.ofMillis(50);
    static final Duration LONGEST_WINDOW = Duration.ofSeconds(1);

    private static final int ENOUGH = 20;
    private static final int FEW = 5;
    private static final int STANDING = 2;
    private static final Duration DRAINED = Duration.ofMillis(500);
    private static final Duration CALM = Duration.ofSeconds(2);

    // So long at the least that there can be: it is not our requests that make it slow, it has become slower.
    private static final Duration HOPELESS = Duration.ofSeconds(3);

    private final OverloadConfig config;
    private final Map<String, Pace> routes = new ConcurrentHashMap<>();
    private final AtomicIntegerArray inFlight = new AtomicIntegerArray(Priority.values().length);
    private final LongAdder refused = new LongAdder();
    private volatile int limit = Integer.MAX_VALUE;
    private volatile boolean inForce;

    // They belong to the clock.
    private int usualLimit = Integer.MAX_VALUE;
    private boolean held;
    private long windowBegan;
    private long windowNanos = WINDOW.toNanos();
    private int slowWindows;
    private long calmNanos;
    private long leastNanos;
    private long drainNanos;

    UpstreamLimit(OverloadConfig config, long now) {
        this.config = config;
        this.windowBegan = now;
    }

    Pace of(String route) {
        var known = routes.get(route);
        return known == null ? routes.computeIfAbsent(route, _ -> new Pace(this, config)) : known;
    }

    boolean admits(Priority priority) {
        int most = limit;
        if (most == Integer.MAX_VALUE || atLeast(priority) < share(most, priority)) {
            return true;
        }
        refused.increment();
        return false;
    }

    void began(Priority priority) {
        inFlight.incrementAndGet(priority.rank);
    }

    void ended(Priority priority) {
        inFlight.decrementAndGet(priority.rank);
    }

    int inFlight() {
        return atLeast(Priority.LOW);
    }

    /** The limit, or 0 while nothing is slow. */
    int limitInForce() {
        return inForce ? limit : 0;
    }

    /**
     * The clock, which ticks from one thread: may end a window, and decide.
     *
     * @param delay how late the gateway's own event loops are: no upstream is blamed for that, and nothing is learnt while it is much
     */
    void tick(long now, long delay) {
        routes.values().forEach(pace -> pace.look(now, delay));
        long elapsed = now - windowBegan;
        if (elapsed < WINDOW.toNanos() || (elapsed < LONGEST_WINDOW.toNanos() && sum(Pace::uncounted) < ENOUGH)) {
            if (!inForce && !held && isSlow(sum(Pace::becameOverdue), sum(Pace::quick))) {
                hold();
            }
            return;
        }
        windowBegan = now;
        windowNanos = elapsed;
        routes.values().forEach(Pace::read);
        decide(elapsed, delay > config.loopDelay().toNanos());
    }

    private static boolean isSlow(long overdue, long quick) {
        return overdue + quick >= FEW && overdue > quick;
    }

    private void decide(long elapsed, boolean late) {
        long counted = sum(Pace::counted);
        long slow = sum(Pace::slow);
        long turnedAway = refused.sumThenReset();
        if (isSlow(slow, counted - slow)) {
            slowWindows++;
            if (inForce || slowWindows >= STANDING) {
                restrict(elapsed);
            } else {
                hold();
            }
            return;
        }
        slowWindows = 0;
        leastNanos = 0;
        if (inForce) {
            relax(elapsed, turnedAway > 0);
        } else {
            letGo();
            if (!late) {
                routes.values().forEach(pace -> pace.learn(elapsed));
            }
            allowBursts(turnedAway > 0 && slow * 4 < counted);
        }
    }

    // It may pass. If not, what comes now would only wait. As long as nothing at all is answered it may be
    // a pause, and a little more is let in; late answers come out of a queue, which is to become shorter.
    private void hold() {
        if (!held) {
            held = true;
            usualLimit = limit;
            int now = inFlight();
            int most = sum(Pace::answeredLate) > 0 ? Math.min(now, bearable()) : now + now / 4;
            limit = Math.min(limit, Math.max(config.leastInFlight(), most));
        }
    }

    // As many as were answered in the last window, in tolerable time.
    private int bearable() {
        return (int) (routes.values().stream().mapToDouble(Pace::toleratedNanos).sum() / windowNanos);
    }

    private void letGo() {
        if (held) {
            held = false;
            limit = usualLimit;
        }
    }

    private void restrict(long elapsed) {
        calmNanos = 0;
        // What was let in before is still on its way, and as slow as before.
        if (inForce && inFlight() > limit + limit / 4 && drainNanos < DRAINED.toNanos()) {
            drainNanos += elapsed;
            return;
        }
        drainNanos = 0;
        int before = inForce ? limit - limit / 16 : limit;
        limit = Math.max(config.leastInFlight(), Math.min(bearable(), before));
        inForce = true;
        held = false;
        leastNanos = limit == config.leastInFlight() ? leastNanos + elapsed : 0;
        if (leastNanos > HOPELESS.toNanos()) {
            routes.values().forEach(Pace::accept);
            release();
        }
    }

    private void relax(long elapsed, boolean turnedAway) {
        calmNanos = turnedAway ? 0 : calmNanos + elapsed;
        int before = limit;
        limit = before + Math.max(1, before / (turnedAway ? 32 : 8));
        if (calmNanos >= CALM.toNanos()) {
            release();
        }
    }

    private void release() {
        inForce = false;
        leastNanos = 0;
        calmNanos = 0;
        limit = Math.max(config.burst(), limit);
    }

    // Nothing is slow: whoever was turned away came too soon, not too often.
    private void allowBursts(boolean more) {
        if (limit == Integer.MAX_VALUE) {
            if (routes.values().stream().anyMatch(Pace::isKnown)) {
                limit = Math.max(config.burst(), 2 * inFlight());
            }
        } else if (more) {
            limit = (int) Math.min(1 << 20, 2L * limit);
        }
    }

    private long sum(ToLongFunction<Pace> figure) {
        return routes.values().stream().mapToLong(figure).sum();
    }

    // What is less important takes no room from what is more.
    private int atLeast(Priority priority) {
        int sum = 0;
        for (int rank = 0; rank <= priority.rank; rank++) {
            sum += inFlight.get(rank);
        }
        return sum;
    }

    private static int share(int limit, Priority priority) {
        return priority == Priority.LOW ? limit - limit / 4 : limit;
    }
}
