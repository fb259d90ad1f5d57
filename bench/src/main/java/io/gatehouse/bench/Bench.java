package io.gatehouse.bench;

import io.gatehouse.bench.gateway.GatewayBench;
import io.gatehouse.bench.measure.Comparison;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** The program behind {@code ./gatehouse bench}. */
public final class Bench {

    private static final Path CHECKOUT = Path.of(System.getProperty("gatehouse.checkout", ""));

    private Bench() {}

    /** Exits with 0 when everything was measured and no request failed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        try {
            if (arguments.length > 0 && arguments[0].equals(Options.COMPARE)) {
                System.out.print(comparison(arguments));
                System.exit(0);
            }
            System.exit(run(Options.parse(arguments)) ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println("gatehouse: " + wrong.getMessage());
            System.exit(1);
        }
    }

    private static String comparison(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("it is './gatehouse bench --compare BEFORE AFTER'");
        }
        return new Comparison(Report.read(result(arguments[1])), Report.read(result(arguments[2]))).text();
    }

    /** A file, or its name in the folder of results. */
    private static Path result(String name) {
        var results = CHECKOUT.resolve("bench/results");
        return Stream.of(Path.of(name), results.resolve(name), results.resolve(name + ".json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no result " + name));
    }

    private static boolean run(Options options) throws IOException, InterruptedException, RunnerException {
        return switch (options.target()) {
            case PARTS -> Parts.run(options.mode(), CHECKOUT);
            case AUTH ->
                AuthBench.run(
                        options.mode(), options.peers(), options.accounts().orElse(0), CHECKOUT, options.portOffset());
            case GATEWAY -> GatewayBench.run(options.mode(), options.peers(), CHECKOUT, options.portOffset());
            case OVERLOAD -> OverloadBench.run(options.mode(), CHECKOUT, options.portOffset());
            case USERS ->
                UsersBench.run(
                        options.mode(),
                        options.peers(),
                        options.accounts().orElse(UsersBench.ACCOUNTS),
                        CHECKOUT,
                        options.portOffset());
            case START -> StartBench.run(options.mode(), options.peers(), CHECKOUT, options.portOffset());
            // Whether every case works is one question.
            case WHOLE_SET ->
                SetBench.run(options.mode(), CHECKOUT, options.portOffset())
                        && (options.mode() != Mode.SMOKE
                                || GatewayBench.run(options.mode(), Set.of(), CHECKOUT, options.portOffset()));
        };
    }
}
