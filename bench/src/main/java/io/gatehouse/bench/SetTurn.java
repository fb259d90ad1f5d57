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
        try (var _ = Storm.begin(WARMING_CLIENTS, load.request())) {
            Thread.sleep(time);
        }
        return 0;
    }

    @Override
    public Run run(Duration time) {
        try (var _ = load.storm().get()) {
            return measured(time);
        }
    }

    private Run measured(Duration time) {
        new OpenLoop(load).run(time.dividedBy(SETTLING_SHARE));
        var before = set.processorTime();
        var answers = new OpenLoop(load).run(time);
        var run = new Run();
        Latencies.into(run, answers);
        // A refusal is cheap; counted as a request it would make an overloaded set look fast.
        into(run, before, set.processorTime(), Math.max(1, answers.micros().getTotalCount() - answers.failed()));
        set.megabytes().forEach((name, memory) -> run.with(new Figure(name + " MB", 0, true), memory));
        return run;
    }

    private static void into(Run run, Map<String, Duration> before, Map<String, Duration> after, long requests) {
        after.forEach((name, time) -> run.with(
                Figure.micros(name),
                (double) time.minus(before.get(name)).toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / requests));
    }
}
