package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Report;
import io.gatehouse.bench.measure.Wrk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;

/** What {@code ./gatehouse bench --gateway} does. */
public final class GatewayBench {

    private GatewayBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether every case works. */
    public static boolean run(Mode mode, Set<Peer> peers, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var testbed = new Testbed(checkout, portOffset);
        return mode == Mode.SMOKE ? works(testbed, peers) : measured(mode, testbed, peers);
    }

    private static boolean works(Testbed testbed, Set<Peer> peers) throws IOException, InterruptedException {
        var all = true;
        try (var arena = Arena.open(testbed, peers)) {
            var measurement = new GatewayMeasurement(Mode.SMOKE, arena);
            for (var kind : GatewayCase.values()) {
                var works = measurement.works(kind);
                System.out.println("gateway/" + kind.label + (works ? " works" : " FAILS"));
                all &= works;
            }
        }
        return all;
    }

    private static boolean measured(Mode mode, Testbed testbed, Set<Peer> peers)
            throws IOException, InterruptedException {
        var wrk = new Wrk(testbed.checkout(), testbed.folder("wrk"));
        var report = new Report(mode);
        var results = new ArrayList<GatewayResult>();
        try (var arena = Arena.open(testbed, peers)) {
            var measurement = new GatewayMeasurement(mode, arena);
            System.out.println("Warming up");
            measurement.warmUp(wrk);
            for (var kind : GatewayCase.values()) {
                System.out.println("Measuring " + kind.label);
                results.addAll(measurement.measure(kind, wrk));
            }
            System.out.print(GatewayTable.of(results) + report.conditions());
            var file = report.write(testbed.checkout().resolve("bench/results"), arena.versions(), results);
            System.out.println("Written to " + testbed.checkout().relativize(file));
        }
        return results.stream().allMatch(result -> result.failed() == 0);
    }
}
