package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What the threads of a JVM have allocated since they began, as its own list of threads tells. */
final class Allocation {

    private static final Pattern ALLOCATED = Pattern.compile(" allocated=([0-9.]+)([BKMGT])? ");
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

    private Allocation() {}

    /** In bytes, as exact as the list is: it rounds each thread's to three or four digits. */
    static long of(ProcessHandle jvm) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(jvm.pid()), "Thread.print", "-e")
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            return said.lines().mapToLong(Allocation::bytes).sum();
        } finally {
            process.waitFor();
        }
    }

    private static long bytes(String line) {
        var found = ALLOCATED.matcher(line);
        return found.find()
                ? Math.round(Double.parseDouble(found.group(1)) * BYTES.getOrDefault(found.group(2), 1L))
                : 0;
    }
}
