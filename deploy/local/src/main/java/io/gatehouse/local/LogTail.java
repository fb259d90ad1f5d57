package io.gatehouse.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of something that did not start: its end, and the cause where one line of it says so. */
record LogTail(List<String> lines) {

    private static final int SHOWN = 15;

    // How the services refuse a setting, how the platform does, what is at the bottom of a stack trace, how PostgreSQL
    // ends: the first kind that occurs, and of that the last line.
    private static final List<Pattern> CAUSES = List.of(
            Pattern.compile("^Not started: (.+)"),
            Pattern.compile("^\\s+(?:[\\w.$]+Exception: )?SRCFG\\d+: (.+)"),
            Pattern.compile("^Caused by: (?:[\\w.$]+: )?(.+)"),
            Pattern.compile("(?:FATAL|PANIC): +(.+)"),
            Pattern.compile("(java\\.lang\\.OutOfMemoryError.*)"),
            Pattern.compile(" ERROR \\[[^]]*] +(.+)"));

    static LogTail of(Path log) {
        try {
            // A charset without unreadable bytes: what died in the middle of a character is shown too.
            return new LogTail(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return new LogTail(List.of("(no log: " + unreadable.getMessage() + ")"));
        }
    }

    List<String> end() {
        return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    }

    Optional<String> cause() {
        return CAUSES.stream().flatMap(cause -> lastOf(cause).stream()).findFirst();
    }

    private Optional<String> lastOf(Pattern cause) {
        return lines.reversed().stream()
                .map(cause::matcher)
                .filter(line -> line.find())
                .map(line -> line.group(1))
                .findFirst();
    }
}
