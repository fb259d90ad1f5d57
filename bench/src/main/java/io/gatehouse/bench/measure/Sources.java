package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Which sources are measured, as git tells it. */
final class Sources {

    private static final String UNKNOWN = "unknown";

    private Sources() {}

    /** The commit, with what says that there are changes to it. */
    static String version(Path checkout) {
        try {
            var git = new ProcessBuilder("git", "-C", checkout.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? UNKNOWN : said;
        } catch (IOException withoutGit) {
            return UNKNOWN;
        }
    }
}
