package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Wrk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures each kind of request at all who can do it; they take turns. */
final class GatewayMeasurement {

    static final int RUNS = 3;
    static final double STEADY_PER_SECOND = 500;

    private static final Duration OWN_WARM_UP = Duration.ofSeconds(1);

    private final Mode mode;
    private final List<EntrantMeasurement> all;

    GatewayMeasurement(Mode mode, Arena arena) {
        this.mode = mode;
        this.all = Arrays.stream(GatewayCase.values())
                .flatMap(kind -> arena.entrants().stream()
                        .filter(entrant -> entrant.can(kind))
                        .map(entrant -> new EntrantMeasurement(kind, entrant, arena)))
                .toList();
    }

    /** All kinds before the first is measured: a JVM that has seen one alone compiles it as no gateway in use would. */
    void warmUp(Wrk wrk) throws IOException, InterruptedException {
        for (var measurement : all) {
            measurement.warmUp(wrk, mode.warmUp);
            // Our own client is cold as well, and whoever is measured first would pay for it.
            measurement.steady(STEADY_PER_SECOND, OWN_WARM_UP);
        }
    }

    List<GatewayResult> measure(GatewayCase kind, Wrk wrk) throws IOException, InterruptedException {
        var time = mode.measured.dividedBy(RUNS);
        for (int turn = 0; turn < RUNS; turn++) {
            for (var measurement : of(kind)) {
                measurement.run(wrk, time);
            }
        }
        var results = new ArrayList<GatewayResult>();
        for (var measurement : of(kind)) {
            results.add(measurement.result(measurement.steady(STEADY_PER_SECOND, time)));
        }
        return results;
    }

    /** Whether everyone answers this kind of request as it should, and refuses where a limit is reached. */
    boolean works(GatewayCase kind) {
        return of(kind).stream()
                .map(measurement -> measurement.steady(STEADY_PER_SECOND * mode.share, mode.measured))
                .allMatch(answers ->
                        answers.all().failed() == 0 && (answers.refused() > 0) == (kind == GatewayCase.REFUSED));
    }

    private List<EntrantMeasurement> of(GatewayCase kind) {
        return all.stream().filter(measurement -> measurement.kind() == kind).toList();
    }
}
