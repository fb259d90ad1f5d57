package io.gatehouse.bench.measure;

import java.util.concurrent.TimeUnit;

/** How long answers took at a fixed rate, as figures of a run. */
public final class Latencies {

    private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);
    private static final double ALL = 100;

    private Latencies() {}

    /** A percentile above which there is no request is the longest of them, and is not told. */
    public static void into(Run run, OpenLoop.Answers answers) {
        into(run, answers, Figure.P50, 50);
        into(run, answers, Figure.P99, 99);
        into(run, answers, Figure.P999, 99.9);
        run.withFailed(answers.failed());
    }

    private static void into(Run run, OpenLoop.Answers answers, Figure figure, double percentile) {
        var micros = answers.micros();
        if (Math.round(micros.getTotalCount() * (ALL - percentile)) >= ALL) {
            run.with(figure, micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI);
        }
    }
}
