package io.gatehouse.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What it was measured on, as it was before anything was sent.
 *
 * @param load processes that ran or wanted to, on the average of the last minute; well above 0 the figures say less
 */
public record Machine(Instant at, String java, String system, int processors, String processor, double load) {

    private static final String UNKNOWN = "unknown";

    static Machine now() {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                model(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** What figures are compared on. */
    String hardware() {
        return system + ", " + processors + " processors, " + processor;
    }

    // As Linux tells it.
    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException elsewhere) {
            return UNKNOWN;
        }
    }

    /** For people. */
    String text() {
        return String.format(Locale.ROOT, "%s, Java %s; load average %.1f before it began%n", hardware(), java, load);
    }
}
