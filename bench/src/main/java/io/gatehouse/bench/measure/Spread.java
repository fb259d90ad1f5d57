package io.gatehouse.bench.measure;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A figure of several runs. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(Stream<T> runs, ToDoubleFunction<T> figure) {
        var sorted = runs.mapToDouble(figure).sorted().toArray();
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
