package io.gatehouse.bench;

import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.OpenLoop;
import io.gatehouse.bench.measure.Storm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures one kind of request: warms up at full speed, settles, then looks at the processes before and after. */
final class Measurement {

    private static final double MEDIAN = 50;
    private static final double NINETY_NINE = 99;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final int WARMING_CLIENTS = 4;
    private static final int SETTLING_SHARE = 4;

    private final BenchedSet set;
    private final Mode mode;

    Measurement(BenchedSet set, Mode mode) {
        this.set = set;
        this.mode = mode;
    }

    CaseResult of(Load load) throws InterruptedException {
        warmUp(load);
        try (var _ = load.storm().get()) {
            return measure(load);
        }
    }

    // As fast as they are answered: the compiler of a JVM counts calls, not seconds.
    private void warmUp(Load load) throws InterruptedException {
        try (var _ = Storm.begin(WARMING_CLIENTS, load.request())) {
            Thread.sleep(mode.warmUp);
        }
    }

    private CaseResult measure(Load load) {
        new OpenLoop(load).run(mode.warmUp.dividedBy(SETTLING_SHARE));
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
