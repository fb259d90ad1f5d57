package io.gatehouse.bench;

import io.gatehouse.bench.measure.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of single parts. */
final class Parts {

    private Parts() {}

    static boolean run(Mode mode, Path checkout) throws IOException, RunnerException {
        var folder = Files.createDirectories(checkout.resolve("bench/results"));
        var name = "parts-"
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".json";
        var iteration = TimeValue.milliseconds(mode == Mode.SMOKE ? 100 : 1_000);
        var options = new OptionsBuilder()
                .include("^io\\.gatehouse\\..*Benchmark")
                .forks(mode == Mode.FULL ? 2 : 1)
                .warmupIterations(mode == Mode.SMOKE ? 1 : 3)
                .measurementIterations(mode == Mode.SMOKE ? 1 : 5)
                .warmupTime(iteration)
                .measurementTime(iteration)
                .jvmArgsAppend("-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve(name).toString())
                .build();
        return !new Runner(options).run().isEmpty();
    }
}
