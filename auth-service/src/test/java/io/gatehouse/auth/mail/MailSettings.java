package io.gatehouse.auth.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The feature's settings as a test wants them. */
record MailSettings(
        Optional<String> from,
        String product,
        Optional<Path> templates,
        String language,
        Duration lookEvery,
        int maxAttempts,
        Duration firstPause,
        Duration longestPause,
        Duration timeout,
        int parallel,
        Duration retention)
        implements MailConfig {

    static MailSettings packaged() {
        return of(Optional.empty(), "en");
    }

    static MailSettings in(Path folder) {
        return of(Optional.of(folder), "en");
    }

    static MailSettings of(Optional<Path> folder, String language) {
        var second = Duration.ofSeconds(1);
        return new MailSettings(
                Optional.of("mail@example.org"),
                "Gatehouse",
                folder,
                language,
                second,
                3,
                second,
                second,
                second,
                10,
                second);
    }
}
