package io.gatehouse.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the person before the screen reads. */
final class Console {

    private static PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Console() {}

    /** Keeps what is said from here on in a file as well. */
    static void logTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
            log = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void say(String line) {
        System.out.println(line);
        log.println(line);
    }

    /** One sentence with the cause where a log tells it, then the end of that log. */
    static void fail(String sentence, Path cause) {
        if (cause == null) {
            complain("gatehouse: " + sentence);
            return;
        }
        var tail = LogTail.of(cause);
        complain(
                "gatehouse: " + sentence + tail.cause().map(told -> ": " + told).orElse(""));
        tail.end().forEach(line -> complain("  | " + line));
        complain("  (the whole log: " + cause + ")");
    }

    /** What nobody has thought of, with where it happened: for whoever mends it. */
    static void failUnexpectedly(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        complain("gatehouse: This should not have happened, and everything ends; please report it with these lines:");
        trace.toString().lines().forEach(line -> complain("  | " + line));
    }

    private static void complain(String line) {
        System.err.println(line);
        log.println(line);
    }
}
