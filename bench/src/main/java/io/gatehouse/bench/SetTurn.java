package io.gatehouse.bench;

import io.gatehouse.bench.measure.Figure;
import io.gatehouse.bench.measure.Latencies;
import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.OpenLoop;
import io.gatehouse.bench.measure.Run;
import io.gatehouse.bench.measure.Storm;
import io.gatehouse.bench.measure.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One kind of request to the whole set at a fixed rate: how long answers take, and what each process does for one. */
final class SetTurn implements Turn {

    private static final int WARMING_CLIENTS = 4;
    private static final int SETTLING_SHARE = 4;

    private final BenchedSet set;
    private final Load load;

    SetTurn(BenchedSet set, Load load) {
        this.set = set;
        this.load = load;
    }

    @Override
    public String name() {
        return load.name();
    }

    @Override
    public String subject() {
        return "set";
    }

    // As fast as they are answered: the compiler of a JVM counts calls, not seconds.
    @Override
    public double warmUp(Duration time) throws InterruptedException {
        var before = set.processorTime();
        try (var all = Storm.begin(WARMING_CLIENTS, load.request())) {
            Thread.sleep(time);
            return micros(sum(set.processorTime()).minus(sum(before)), Math.max(1, all.answered()));
        }
    }

    @Override
    public Run run(Duration time) {
        try (var storm = load.storm().get()) {
            return measured(time, storm);
        }
    }

    private Run measured(Duration time, Storm storm) {
        new OpenLoop(load).run(time.dividedBy(SETTLING_SHARE));
        var before = set.processorTime();
        var count = storm.count();
        var answers = new OpenLoop(load).run(time);
        var run = new Run();
        Latencies.into(run, answers);
        count.into(run);
        // A refusal is cheap; counted as a request it would make an overloaded set look fast.
        into(run, before, set.processorTime(), Math.max(1, answers.micros().getTotalCount() - answers.failed()));
        set.megabytes().forEach((name, memory) -> run.with(new Figure(name + " MB", 0, true), memory));
        return run;
    }

    private static void into(Run run, Map<String, Duration> before, Map<String, Duration> after, long requests) {
        after.forEach((name, time) -> run.with(Figure.micros(name), micros(time.minus(before.get(name)), requests)));
    }

    private static double micros(Duration time, long requests) {
        return (double) time.toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / requests;
    }

    private static Duration sum(Map<String, Duration> times) {
        return times.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
