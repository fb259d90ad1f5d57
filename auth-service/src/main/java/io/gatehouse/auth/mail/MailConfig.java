package io.gatehouse.auth.mail;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
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
    @WithConverter(PositiveDuration.class)
    Duration lookEvery();

    /** Attempts before a message is given up and kept as {@code dead}; with the pauses below, after about a day. */
    @WithDefault("30")
    @WithConverter(Attempts.class)
    int maxAttempts();

    /** The first pause between two attempts; it doubles each time. */
    @WithDefault("PT10S")
    @WithConverter(PositiveDuration.class)
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("PT1H")
    @WithConverter(PositiveDuration.class)
    Duration longestPause();

    /** How long one attempt may take. A server that accepts the message after that is sent it again. */
    @WithDefault("PT1M")
    @WithConverter(PositiveDuration.class)
    Duration timeout();

    /** How many messages one process sends at the same time. */
    @WithDefault("10")
    @WithConverter(Parallel.class)
    int parallel();

    /** How long a message is kept after it was sent, dropped or given up. */
    @WithDefault("P30D")
    @WithConverter(PositiveDuration.class)
    Duration retention();

    /** With the pauses between them a hundred are weeks. */
    final class Attempts extends WholeNumber {
        public Attempts() {
            super(1, 100);
        }
    }

    /** Each is a connection to the mail server. */
    final class Parallel extends WholeNumber {
        public Parallel() {
            super(1, 100);
        }
    }
}
