package io.gatehouse.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How persistently mail is sent. */
@ConfigMapping(prefix = "gatehouse.mail")
interface MailConfig {

    /** Attempts before a message is given up and kept as {@code dead}. */
    @WithDefault("10")
    @Min(1)
    @Max(100)
    int maxAttempts();

    /** The first pause between two attempts; it doubles each time. */
    @WithDefault("PT10S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("PT1H")
    Duration longestPause();

    /** How long one attempt may take. Shorter than the first pause, or a slow attempt meets the next one. */
    @WithDefault("PT8S")
    Duration timeout();
}
