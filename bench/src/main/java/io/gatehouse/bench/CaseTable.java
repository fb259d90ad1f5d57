package io.gatehouse.bench;

import java.util.List;
import java.util.Locale;

/** The figures of the set for people. */
final class CaseTable {

    private CaseTable() {}

    static String of(List<CaseResult> results) {
        var table = new StringBuilder("\nProcessor time of each process in microseconds per request:\n");
        table.append("%-13s %6s %8s %6s %8s %8s".formatted("case", "per s", "requests", "failed", "p50 ms", "p99 ms"));
        BenchedSet.PROCESSES.forEach(name -> table.append(" %12s".formatted(name)));
        results.forEach(result -> table.append(row(result)));
        table.append("\n\nResident memory in MB after the last case:");
        results.getLast().megabytes().forEach((name, memory) -> table.append(" " + name + " " + memory));
        return table.append('\n').toString();
    }

    private static String row(CaseResult result) {
        var row = new StringBuilder(String.format(
                Locale.ROOT,
                "\n%-13s %6.0f %8d %6d %8.2f %8.2f",
                result.name(),
                result.perSecond(),
                result.requests(),
                result.failed(),
                result.p50Millis(),
                result.p99Millis()));
        result.processorMicros().values().forEach(micros -> row.append(" %12d".formatted(micros)));
        return row.toString();
    }
}
