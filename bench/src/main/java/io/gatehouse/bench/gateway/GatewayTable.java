package io.gatehouse.bench.gateway;

import java.util.List;
import java.util.Locale;

/** The figures of the gateway and its peers for people. */
final class GatewayTable {

    private static final int PERCENT = 100;

    private GatewayTable() {}

    static String of(List<GatewayResult> results) {
        var table = new StringBuilder("\nProcessor time in microseconds per request, the median of "
                + GatewayMeasurement.RUNS + " runs (the least to the most); p50 and p99 at "
                + Math.round(GatewayMeasurement.STEADY_PER_SECOND) + " requests per second:\n");
        table.append("%-10s %-8s %8s %17s %6s %8s %8s %7s %7s %7s %5s"
                .formatted("case", "", "micros", "", "redis", "per s", "refused", "p50 ms", "p99 ms", "failed", "MB"));
        results.forEach(result -> table.append(row(result)));
        return table.append('\n').toString();
    }

    private static String row(GatewayResult result) {
        var cost = result.processorMicros();
        return String.format(
                Locale.ROOT,
                "\n%-10s %-8s %8.1f %17s %6.1f %8.0f %7.0f%% %7.2f %7.2f %7d %5d",
                result.name(),
                result.contestant(),
                cost.median(),
                String.format(Locale.ROOT, "(%.1f to %.1f)", cost.least(), cost.most()),
                result.redisMicros().median(),
                result.perSecond().median(),
                result.refusedShare() * PERCENT,
                result.p50Millis(),
                result.p99Millis(),
                result.failed(),
                result.megabytes());
    }
}
