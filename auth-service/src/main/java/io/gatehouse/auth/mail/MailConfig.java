package io.gatehouse.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What mail says and how persistently it is sent. */
@ConfigMapping(prefix = "gatehouse.mail")
interface MailConfig {

    /** The sender's address. */
    Optional<String> from();

    /** What mails call the product, in their words and as the sender's name. */
    String product();

    /** A folder whose files replace and add to the packaged words. */
    Optional<Path> templates();

    /** The language of files without one in their names, and of mails to whom no other is known. */
    @WithDefault("en")
    String language();

    /** The pause between two looks into the queue. */
    @WithDefault("PT0.5S")
    Duration lookEvery();

    /** Attempts before a message is given up and kept as {@code dead}; with the pauses below, after about a day. */
    @WithDefault("30")
    @Min(1)
    @Max(100)
    int maxAttempts();

    /** The first pause between two attempts; it doubles each time. */
    @WithDefault("PT10S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("PT1H")
    Duration longestPause();

    /** How long one attempt may take. A server that accepts the message after that is sent it again. */
    @WithDefault("PT1M")
    Duration timeout();

    /** How many messages one process sends at the same time. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int parallel();

    /** How long a message is kept after it was sent, dropped or given up. */
    @WithDefault("P30D")
    Duration retention();
}
