package io.gatehouse.bench;

import io.gatehouse.bench.gateway.GatewayBench;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/** The program behind {@code ./gatehouse bench}. */
public final class Bench {

    private static final Path CHECKOUT = Path.of(System.getProperty("gatehouse.checkout", ""));

    private Bench() {}

    /** Exits with 0 when everything was measured and no request failed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        try {
            System.exit(run(Options.parse(arguments)) ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println("gatehouse: " + wrong.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(Options options) throws IOException, InterruptedException, RunnerException {
        return switch (options.target()) {
            case PARTS -> Parts.run(options.mode(), CHECKOUT);
            case TRAINING -> new Training(CHECKOUT).run(options.portOffset());
            case GATEWAY -> GatewayBench.run(options.mode(), options.peers(), CHECKOUT, options.portOffset());
            case OVERLOAD -> OverloadBench.run(options.mode(), CHECKOUT, options.portOffset());
            case USERS -> UsersBench.run(options.mode(), options.peers(), CHECKOUT, options.portOffset());
            // Whether every case works is one question.
            case WHOLE_SET ->
                wholeSet(options)
                        && (options.mode() != Mode.SMOKE
                                || GatewayBench.run(options.mode(), Set.of(), CHECKOUT, options.portOffset()));
        };
    }

    private static boolean wholeSet(Options options) throws IOException, InterruptedException {
        var report = new Report(options.mode());
        var results = new ArrayList<CaseResult>();
        try (var set = BenchedSet.start(CHECKOUT, options.portOffset());
                var client = new Client(set.gateway())) {
            for (var load : Cases.all(set, client, options.mode())) {
                System.out.println("Measuring " + load.name());
                results.add(new Measurement(set, options.mode()).of(load));
            }
        }
        System.out.print(CaseTable.of(results) + report.conditions());
        var file = report.write(CHECKOUT.resolve("bench/results"), Map.of(), results);
        System.out.println("Written to " + CHECKOUT.relativize(file));
        return results.stream().allMatch(result -> result.failed() == 0);
    }
}
