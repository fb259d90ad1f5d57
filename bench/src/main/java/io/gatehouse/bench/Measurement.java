package io.gatehouse.bench;

import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.OpenLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures one kind of request: warms up, then looks at the processes before and after. */
final class Measurement {

    private static final double MEDIAN = 50;
    private static final double NINETY_NINE = 99;
    private static final double MICROS_PER_MILLI = 1_000;

    private final BenchedSet set;
    private final Mode mode;

    Measurement(BenchedSet set, Mode mode) {
        this.set = set;
        this.mode = mode;
    }

    CaseResult of(Load load) {
        try (var _ = load.storm().get()) {
            return measure(load);
        }
    }

    private CaseResult measure(Load load) {
        new OpenLoop(load).run(mode.warmUp);
        var before = set.processorTime();
        var answers = new OpenLoop(load).run(mode.measured);
        var after = set.processorTime();
        var requests = answers.micros().getTotalCount();
        return new CaseResult(
                load.name(),
                load.perSecond(),
                requests,
                answers.failed(),
                answers.micros().getValueAtPercentile(MEDIAN) / MICROS_PER_MILLI,
                answers.micros().getValueAtPercentile(NINETY_NINE) / MICROS_PER_MILLI,
                // A refusal is cheap; counted as a request it would make an overloaded set look fast.
                perRequest(before, after, Math.max(1, requests - answers.failed())),
                set.megabytes());
    }

    private static Map<String, Long> perRequest(
            Map<String, Duration> before, Map<String, Duration> after, long requests) {
        var micros = new LinkedHashMap<String, Long>();
        after.forEach((name, time) -> micros.put(
                name, time.minus(before.get(name)).dividedBy(requests).toNanos() / 1_000));
        return micros;
    }
}
