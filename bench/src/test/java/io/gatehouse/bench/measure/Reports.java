package io.gatehouse.bench.measure;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reports of runs that never were. */
final class Reports {

    private Reports() {}

    /** Of one case at one subject, with what a request cost in each run. */
    static Report of(double... micros) {
        var machine = new Machine(Instant.parse("2026-11-30T10:00:00Z"), "25", "Linux amd64", 2, "a processor", 0.5);
        var runs = Arrays.stream(micros)
                .mapToObj(cost -> new Run().with(Figure.MICROS, cost).with(Figure.PER_SECOND, 1_000_000 / cost))
                .toList();
        var result = Result.of("plain", "gateway <1>", runs);
        return new Report(
                "gateway", machine, Mode.QUICK, Map.of("nginx", "1.22"), Map.of("argon2id", "m=7168"), List.of(result));
    }
}
