package io.gatehouse.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that a process holds: from {@code /proc} on Linux, from {@code ps} elsewhere. */
public final class ResidentMemory {

    private static final long KILOBYTES = 1024;

    private ResidentMemory() {}

    /** 0 for a process that is gone. */
    public static long megabytes(long pid) {
        var status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return (Files.exists(status) ? fromProc(status) : fromPs(pid)) / KILOBYTES;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long fromProc(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> number(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long fromPs(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return number(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
