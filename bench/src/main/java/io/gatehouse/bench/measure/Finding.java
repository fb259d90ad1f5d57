package io.gatehouse.bench.measure;

import java.util.List;
import java.util.Locale;

/** A figure of several runs, as it is kept. */
public record Finding(String figure, int digits, boolean lessIsBetter, double median, double least, double most) {

    /** The median, for people. */
    public String text() {
        return text(median);
    }

    /** From the least to the most, for people. */
    public String range() {
        return "(" + text(least) + " to " + text(most) + ")";
    }

    private String text(double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** Of the runs that have it. */
    static Finding of(Figure figure, List<Run> runs) {
        var spread = Spread.of(runs.stream().filter(run -> run.figures().containsKey(figure)), run -> run.figures()
                .get(figure));
        return new Finding(
                figure.name(), figure.digits(), figure.lessIsBetter(), spread.median(), spread.least(), spread.most());
    }
}
