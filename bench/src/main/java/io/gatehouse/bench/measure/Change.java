package io.gatehouse.bench.measure;

/** What became of one figure of one case at one subject. */
record Change(String name, String subject, Finding before, Finding after) {

    private static final int PERCENT = 100;

    /** From the median to the median, in percent of what it was; more is positive. */
    double percent() {
        return share(after.median() - before.median());
    }

    /** How far the ranges of the runs lie apart, in percent of what it was; 0 where they meet, since then it may be noise. */
    double beyondNoise() {
        if (after.least() > before.most()) {
            return share(after.least() - before.most());
        }
        return after.most() < before.least() ? share(after.most() - before.least()) : 0;
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
