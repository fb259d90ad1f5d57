package io.gatehouse.bench.measure;

/** What became of one figure of one case at one subject. */
record Change(String name, String subject, Finding before, Finding after) {

    private static final int PERCENT = 100;

    /** Ranges of three runs each lie apart by chance one time in ten; in percent of what it was, so far apart they seldom do. */
    private static final double CHANCE = 3;

    /** From the median to the median, in percent of what it was; more is positive. */
    double percent() {
        return share(after.median() - before.median());
    }

    /** How far the ranges of the runs lie apart, in percent of what it was; 0 where they meet or nearly do, since then it may be noise. */
    double beyondNoise() {
        var gap = share(gap());
        return Math.abs(gap) < CHANCE ? 0 : gap;
    }

    private double gap() {
        if (after.least() > before.most()) {
            return after.least() - before.most();
        }
        return Math.min(0, after.most() - before.least());
    }

    boolean isBeyondNoise() {
        return beyondNoise() != 0;
    }

    /** Whether it is a change to the better, if it is one. */
    boolean isBetter() {
        return after.median() < before.median() == before.lessIsBetter();
    }

    private double share(double difference) {
        return before.median() == 0 ? 0 : PERCENT * difference / before.median();
    }
}
