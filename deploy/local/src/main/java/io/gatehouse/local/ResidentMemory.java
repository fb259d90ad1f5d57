package io.gatehouse.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The memory that processes hold, as {@code ps} counts it on Linux and macOS alike. */
final class ResidentMemory {

    private static final long KILOBYTES = 1024;

    private ResidentMemory() {}

    static long megabytes(List<Long> pids) {
        return pids.stream().mapToLong(ResidentMemory::kilobytes).sum() / KILOBYTES;
    }

    private static long kilobytes(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return output.isEmpty() ? 0 : Long.parseLong(output);
        } catch (IOException noPs) {
            return 0;
        }
    }
}
