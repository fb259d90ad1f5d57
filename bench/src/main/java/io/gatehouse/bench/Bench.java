package io.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.openjdk.jmh.runner.RunnerException;

/** The program behind {@code ./gatehouse bench}. */
public final class Bench {

    private static final Path CHECKOUT = Path.of(System.getProperty("gatehouse.checkout", ""));

    private Bench() {}

    /** Exits with 0 when everything was measured and no request failed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        try {
            var options = Options.parse(arguments);
            System.exit((options.parts() ? Parts.run(options.mode(), CHECKOUT) : wholeSet(options)) ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println("gatehouse: " + wrong.getMessage());
            System.exit(1);
        }
    }

    private static boolean wholeSet(Options options) throws IOException, InterruptedException {
        var results = new ArrayList<CaseResult>();
        try (var set = BenchedSet.start(CHECKOUT, options.portOffset());
                var client = new Client(set.gateway())) {
            for (var load : Cases.all(set, client, options.mode())) {
                System.out.println("Measuring " + load.name());
                results.add(new Measurement(set, options.mode()).of(load));
            }
        }
        var report = new Report(options.mode(), results);
        System.out.print(report.table());
        System.out.println("Written to " + CHECKOUT.relativize(report.write(CHECKOUT.resolve("bench/results"))));
        return results.stream().allMatch(result -> result.failed() == 0);
    }
}
