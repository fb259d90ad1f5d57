package io.gatehouse.bench.gateway;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A figure of several runs. */
record Spread(double median, double least, double most) {

    static <T> Spread of(Stream<T> runs, ToDoubleFunction<T> figure) {
        var sorted = runs.mapToDouble(figure).sorted().toArray();
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
