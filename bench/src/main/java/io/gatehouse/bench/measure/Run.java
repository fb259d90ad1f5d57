package io.gatehouse.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one run, in the order in which they are shown. */
public final class Run {

    private final Map<Figure, Double> figures = new LinkedHashMap<>();
    private long failed;

    public Run with(Figure figure, double value) {
        figures.put(figure, value);
        return this;
    }

    /** So many requests more were not answered as they should be. */
    public Run withFailed(long more) {
        failed += more;
        return this;
    }

    public Map<Figure, Double> figures() {
        return figures;
    }

    public long failed() {
        return failed;
    }
}
