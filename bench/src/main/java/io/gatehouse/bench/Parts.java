package io.gatehouse.bench;

import io.gatehouse.bench.measure.Figure;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Result;
import io.gatehouse.bench.measure.Run;
import io.gatehouse.bench.measure.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of single parts. */
final class Parts {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Parts() {}

    static boolean run(Mode mode, Path checkout) throws IOException, RunnerException {
        var session = new Session("parts", mode, checkout);
        var iteration = TimeValue.milliseconds(mode == Mode.SMOKE ? 100 : 1_000);
        var options = new OptionsBuilder()
                .include("^io\\.gatehouse\\..*Benchmark")
                .forks(mode == Mode.FULL ? 2 : 1)
                .warmupIterations(mode == Mode.SMOKE ? 1 : 3)
                .measurementIterations(mode == Mode.SMOKE ? 1 : 5)
                .warmupTime(iteration)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .build();
        var results = new Runner(options).run().stream().map(Parts::result).toList();
        return !results.isEmpty() && session.measured(results);
    }

    private static Result result(RunResult found) {
        var runs = found.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(Parts::run)
                .toList();
        return Result.of(name(found.getParams()), "part", runs);
    }

    private static Run run(IterationResult iteration) {
        var primary = iteration.getPrimaryResult();
        var time = new Figure(primary.getScoreUnit(), 3, true);
        var run = new Run().with(time, primary.getScore());
        var allocated = iteration.getSecondaryResults().get(ALLOCATED);
        return allocated == null ? run : run.with(new Figure("alloc B", 0, true), allocated.getScore());
    }

    private static String name(BenchmarkParams part) {
        var words = part.getBenchmark().split("\\.", -1);
        var name = (words[words.length - 2] + "." + words[words.length - 1])
                .replace("Benchmark", "")
                .toLowerCase(Locale.ROOT);
        return part.getParamsKeys().stream()
                .map(key -> ", " + part.getParam(key) + " " + key)
                .reduce(name, String::concat);
    }
}
