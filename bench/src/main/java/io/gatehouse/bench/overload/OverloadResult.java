package io.gatehouse.bench.overload;

import io.gatehouse.bench.measure.Figure;
import io.gatehouse.bench.measure.Result;
import io.gatehouse.bench.measure.Run;
import java.util.List;
import java.util.Locale;

/**
 * How the set did.
 *
 * @param bestPerSecond the most that was answered with clients who wait for their answers
 * @param ownCores processors that the senders used meanwhile, of those that all share
 * @param goodPerSecond what was answered with 200 at three times the best
 * @param ownCoresInOverload what the senders used then
 * @param backAfterMillis how long after the load fell to a tenth nothing failed any more and answers came as before
 */
public record OverloadResult(
        String name,
        boolean sheds,
        double bestPerSecond,
        double ownCores,
        double goodPerSecond,
        double ownCoresInOverload,
        double p50Millis,
        double p99Millis,
        double sentLateP99Millis,
        double goodShareHigh,
        double goodShareNormal,
        double goodShareLow,
        long shed,
        long failed,
        long probes,
        long probesFailed,
        double probesP99Millis,
        long backAfterMillis) {

    private static final int PERCENT = 100;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** The part of the best that was still answered. */
    public double goodput() {
        return goodPerSecond / bestPerSecond;
    }

    /** The same of what the set could have answered with the processors that the senders left to it. */
    public double goodputOfWhatWasLeft() {
        return goodput() * (PROCESSORS - ownCores) / (PROCESSORS - ownCoresInOverload);
    }

    /** Whether the promises were kept: four fifths of the best, 300 ms, every probe, five seconds. */
    public boolean isKept() {
        return goodputOfWhatWasLeft() >= 0.8 && p99Millis < 300 && probesFailed == 0 && backAfterMillis <= 5_000;
    }

    /** As it is kept. */
    public Result result() {
        var run = new Run()
                .with(new Figure("best per s", 0, false), bestPerSecond)
                .with(new Figure("answered per s", 0, false), goodPerSecond)
                .with(new Figure("of the best %", 0, false), goodputOfWhatWasLeft() * PERCENT)
                .with(new Figure("of high %", 0, false), goodShareHigh * PERCENT)
                .with(new Figure("of normal %", 0, false), goodShareNormal * PERCENT)
                .with(new Figure("of low %", 0, false), goodShareLow * PERCENT)
                .with(Figure.P50, p50Millis)
                .with(Figure.P99, p99Millis)
                .with(new Figure("sent late, p99 ms", 0, true), sentLateP99Millis)
                .with(new Figure("probes, p99 ms", 0, true), probesP99Millis)
                .with(new Figure("as before after ms", 0, true), (double) backAfterMillis)
                .withFailed(failed + probesFailed);
        return Result.of(name, sheds ? "shedding" : "without shedding", List.of(run));
    }

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                """

                %s
                  best          %6.0f per second, the senders using %.2f of %d processors
                  offered       %6.0f per second, the senders using %.2f
                  answered      %6.0f per second: %.0f %% of the best, %.0f %% of what the senders left room for
                                of high %.0f %%, normal %.0f %%, low %.0f %%; shed %d, failed %d
                  admitted      p50 %.0f ms, p99 %.0f ms (of which the senders were late by %.0f ms)
                  probes        %d, p99 %.0f ms, %d failed
                  as before     %.2f s after the load fell to a tenth
                """,
                name + (sheds ? "" : ", without shedding"),
                bestPerSecond,
                ownCores,
                PROCESSORS,
                3 * bestPerSecond,
                ownCoresInOverload,
                goodPerSecond,
                goodput() * PERCENT,
                goodputOfWhatWasLeft() * PERCENT,
                goodShareHigh * PERCENT,
                goodShareNormal * PERCENT,
                goodShareLow * PERCENT,
                shed,
                failed,
                p50Millis,
                p99Millis,
                sentLateP99Millis,
                probes,
                probesP99Millis,
                probesFailed,
                backAfterMillis / 1_000.0);
    }
}
