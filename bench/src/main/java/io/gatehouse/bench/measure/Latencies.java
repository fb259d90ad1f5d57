package io.gatehouse.bench.measure;

import java.util.concurrent.TimeUnit;

/** How long answers took at a fixed rate, as figures of a run. */
public final class Latencies {

    private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

    private Latencies() {}

    public static void into(Run run, OpenLoop.Answers answers) {
        run.with(Figure.P50, millis(answers, 50))
                .with(Figure.P99, millis(answers, 99))
                .with(Figure.P999, millis(answers, 99.9))
                .withFailed(answers.failed());
    }

    private static double millis(OpenLoop.Answers answers, double percentile) {
        return answers.micros().getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
