package io.gatehouse.local;

import java.nio.file.Path;

/** What the person before the screen reads. */
final class Console {

    private Console() {}

    static void say(String line) {
        System.out.println(line);
    }

    /** One sentence with the cause where the log tells it, then the end of that log. */
    static void fail(String sentence, Path log) {
        if (log == null) {
            System.err.println("gatehouse: " + sentence);
            return;
        }
        var tail = LogTail.of(log);
        System.err.println("gatehouse: " + sentence
                + tail.cause().map(cause -> ": " + cause).orElse(""));
        tail.end().forEach(line -> System.err.println("  | " + line));
        System.err.println("  (the whole log: " + log + ")");
    }
}
