package io.gatehouse.gateway.overload;

/**
 * Which part of what arrives on one event loop is refused because the loop has more to do than it gets done in tolerable time. Work that is
 * done by the loop itself does not wait where it could be counted, but in the sockets. So a round (from one tick of its clock to the
 * next) is given no more requests than the loop gets done in the time that is allowed: by the processor's time that each has cost so far,
 * or by the clock where the loop is late each time though it has not that much to do. Belongs to its event loop.
 */
final class LoopShare {

    private static final int PRIORITIES = Priority.values().length;

    /** Of what was known a round ago. */
    private static final double FADING = 0.9;

    private static final double FORGOTTEN = 0.95;

    /** Of the time allowed: a request waits for a round until it is read, and its answer for another one. */
    private static final double GIVEN = 0.5;

    /** A round gets so many however much each costs, or nobody would learn that they have become cheaper. */
    private static final int LEAST = 5;

    /** Quarters of the room, by priority, that a round may take of it even if others than expected arrive. */
    private static final int[] QUARTERS = {8, 5, 4};

    private final long allowed;
    private final int[] arrived = new int[PRIORITIES];
    private final double[] shares = new double[PRIORITIES];
    private final double[] owed = new double[PRIORITIES];
    private double share;
    private double room = Double.POSITIVE_INFINITY;
    private int admitted;
    private int done;

    private final Cost worked = new Cost();
    private final Cost waited = new Cost();
    private long lastElapsed;
    private int lastArrived;
    private long last;
    private long lastButOne;

    /** What a request costs, in nanoseconds, as far as it is known: of the last rounds more than of those before. */
    private static final class Cost {
        private double nanos;
        private double requests;

        void learn(long roundNanos, int roundRequests) {
            nanos = FADING * nanos + roundNanos;
            requests = FADING * requests + roundRequests;
        }

        void fade() {
            nanos *= FORGOTTEN;
        }

        double each() {
            return requests == 0 ? 0 : nanos / requests;
        }
    }

    LoopShare(long allowedNanos) {
        this.allowed = allowedNanos;
    }

    boolean admits(Priority priority) {
        int rank = priority.rank;
        arrived[rank]++;
        if (admitted >= room * QUARTERS[rank] / QUARTERS[PRIORITIES - 1] || isOwed(rank)) {
            return false;
        }
        admitted++;
        return true;
    }

    /** One that was admitted is over. */
    void done() {
        done++;
    }

    // Evenly spread rather than drawn by lot.
    private boolean isOwed(int rank) {
        if (share == 0) {
            return false;
        }
        owed[rank] += shares[rank];
        if (owed[rank] < 1) {
            return false;
        }
        owed[rank] -= 1;
        return true;
    }

    /** How late the loop has been each of the last three times; once says nothing: a collection of garbage, a neighbour. */
    private long standing(long late) {
        return Math.min(late, Math.min(last, lastButOne));
    }

    /** For how long an answer may have waited here: until a busy loop read it, and then for those that it had read before. */
    long waits(long elapsed, long late, long busy) {
        return busy > elapsed / 2 ? last + late : standing(late);
    }

    double share() {
        return share;
    }

    /**
     * A round is over.
     *
     * @param elapsed how long it took
     * @param late how much of that was too long
     * @param busy the processor's time that the loop used of it; 0 where that is not known
     */
    void tick(long elapsed, long late, long busy) {
        // A loop that has little to do has its own housekeeping done by few requests.
        if (busy > elapsed / 2 && done > 0) {
            worked.learn(busy, done);
        }
        if (standing(late) > allowed && done > 0) {
            waited.learn(elapsed, done);
        } else {
            waited.fade();
        }
        lastButOne = last;
        last = late;
        double cost = Math.max(worked.each(), waited.each());
        room = cost == 0 ? Double.POSITIVE_INFINITY : Math.max(LEAST, GIVEN * allowed / cost);
        expect(elapsed);
    }

    // What comes while the loop is busy is what it reads next.
    private void expect(long elapsed) {
        int all = 0;
        for (int count : arrived) {
            all += count;
        }
        double expected = (double) elapsed * (all + lastArrived) / (elapsed + lastElapsed);
        share = expected <= room ? 0 : 1 - room / expected;
        distribute(share * all);
        lastArrived = all;
        lastElapsed = elapsed;
        admitted = 0;
        done = 0;
    }

    // Of as many as arrived in the last round: first of the lowest, then of the next.
    private void distribute(double refused) {
        double left = refused;
        for (int rank = PRIORITIES - 1; rank >= 0; rank--) {
            int count = arrived[rank];
            shares[rank] = count == 0 ? (left > 0 ? share : 0) : Math.min(1, left / count);
            left = Math.max(0, left - count);
            arrived[rank] = 0;
        }
    }
}
