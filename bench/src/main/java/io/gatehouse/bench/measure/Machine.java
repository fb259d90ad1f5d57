package io.gatehouse.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What it was measured on, as it was before anything was sent.
 *
 * @param load processes that ran or wanted to, on the average of the last minute; well above 0 the figures say less
 */
record Machine(Instant at, String java, String system, int processors, double load) {

    static Machine now() {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
