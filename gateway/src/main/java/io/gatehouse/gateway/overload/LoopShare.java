package io.gatehouse.gateway.overload;

/**
 * Which part of what arrives on one event loop is refused because the loop is late. Work that is done by the loop itself
 * does not wait where it could be counted, but in the sockets; how late a timer is tells how long. Belongs to its event loop.
 */
final class LoopShare {

    private static final int PRIORITIES = Priority.values().length;
    private static final double UP = 0.04;
    private static final double DOWN = 0.02;
    private static final double STEEPEST = 4;
    // Some always pass, or nobody would learn that it is over.
    private static final double MOST = 0.95;

    private final long allowed;
    private final int[] arrived = new int[PRIORITIES];
    private final double[] shares = new double[PRIORITIES];
    private final double[] owed = new double[PRIORITIES];
    private double share;
    private long last;
    private long lastButOne;

    LoopShare(long allowedNanos) {
        this.allowed = allowedNanos;
    }

    boolean admits(Priority priority) {
        int rank = priority.rank;
        arrived[rank]++;
        if (share == 0) {
            return true;
        }
        // Evenly spread rather than drawn by lot.
        owed[rank] += shares[rank];
        if (owed[rank] < 1) {
            return true;
        }
        owed[rank] -= 1;
        return false;
    }

    /** How late the loop has been each of the last three times; once says nothing: a collection of garbage, a neighbour. */
    long standing(long late) {
        return Math.min(late, Math.min(last, lastButOne));
    }

    double share() {
        return share;
    }

    void tick(long late) {
        long standing = standing(late);
        lastButOne = last;
        last = late;
        if (standing > allowed) {
            share = Math.min(MOST, share + UP * Math.min(STEEPEST, (double) standing / allowed));
        } else if (late < allowed / 2) {
            share = Math.max(0, share - DOWN);
        }
        distribute();
    }

    // Of what arrived in the last round: first of the lowest, then of the next.
    private void distribute() {
        int all = 0;
        for (int count : arrived) {
            all += count;
        }
        double left = share * all;
        for (int rank = PRIORITIES - 1; rank >= 0; rank--) {
            int count = arrived[rank];
            shares[rank] = count == 0 ? (left > 0 ? share : 0) : Math.min(1, left / count);
            left = Math.max(0, left - count);
            arrived[rank] = 0;
        }
    }
}
