package io.gatehouse.bench.measure;

import java.util.concurrent.TimeUnit;

/** How long answers took at a fixed rate, as figures of a run. */
public final class Latencies {

    private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

    private Latencies() {}

    /** A percentile above which there is no request is the longest of them, and is not told. */
    public static void into(Run run, OpenLoop.Answers answers) {
        into(run, answers, Figure.P50, 50, 2);
        into(run, answers, Figure.P99, 99, 100);
        into(run, answers, Figure.P999, 99.9, 1_000);
        run.withFailed(answers.failed());
    }

    private static void into(Run run, OpenLoop.Answers answers, Figure figure, double percentile, int fewest) {
        var micros = answers.micros();
        if (micros.getTotalCount() >= fewest) {
            run.with(figure, micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI);
        }
    }
}
