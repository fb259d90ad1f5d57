package io.gatehouse.bench.users;

import java.util.List;
import java.util.Locale;

/** The figures of user-service and its peers for people. */
public final class UsersTable {

    private UsersTable() {}

    public static String of(List<UsersResult> results) {
        var table = new StringBuilder("\nProcessor time in microseconds per request, the median of "
                + UsersMeasurement.RUNS + " runs (the least to the most):\n");
        table.append("%-12s %-13s %8s %17s %9s %8s %7s %5s"
                .formatted("case", "", "micros", "", "postgres", "per s", "failed", "MB"));
        results.forEach(result -> table.append(row(result)));
        return table.append('\n').toString();
    }

    private static String row(UsersResult result) {
        var cost = result.processorMicros();
        return String.format(
                Locale.ROOT,
                "\n%-12s %-13s %8.1f %17s %9.1f %8.0f %7d %5d",
                result.name(),
                result.reader(),
                cost.median(),
                String.format(Locale.ROOT, "(%.1f to %.1f)", cost.least(), cost.most()),
                result.postgresMicros().median(),
                result.perSecond().median(),
                result.failed(),
                result.megabytes());
    }
}
