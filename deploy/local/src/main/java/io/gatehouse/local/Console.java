package io.gatehouse.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the person before the screen reads. */
final class Console {

    private static final int TAIL = 15;

    private Console() {}

    static void say(String line) {
        System.out.println(line);
    }

    /** One sentence, then the end of the log that has the reason. */
    static void fail(String sentence, Path log) {
        System.err.println("gatehouse: " + sentence);
        if (log == null) {
            return;
        }
        var lines = lines(log);
        lines.stream().skip(Math.max(0, lines.size() - TAIL)).forEach(line -> System.err.println("  | " + line));
        System.err.println("  (the whole log: " + log + ")");
    }

    private static List<String> lines(Path log) {
        try {
            // A charset without unreadable bytes: what died in the middle of a character is shown too.
            return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return List.of("(no log: " + unreadable.getMessage() + ")");
        }
    }
}
