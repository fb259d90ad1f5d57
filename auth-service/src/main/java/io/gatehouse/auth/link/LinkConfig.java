package io.gatehouse.auth.link;

import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** One-time links: where they lead, how long they live, how often they are sent. */
@ConfigMapping(prefix = "gatehouse.link")
interface LinkConfig {

    /** The page that posts the token of a link that proves an address; the token follows as its fragment. */
    URI verifyUrl();

    /** The page that asks for a new password and posts it with the token. */
    URI resetUrl();

    /** The page that answers an invitation to an organization with the token. */
    URI invitationUrl();

    /** How long a link that proves an address is good. */
    @WithDefault("PT24H")
    @WithConverter(PositiveDuration.class)
    Duration verifyLifetime();

    /** How long a link that replaces a password is good; whoever reads the mailbox meanwhile can use it. */
    @WithDefault("PT30M")
    @WithConverter(PositiveDuration.class)
    Duration resetLifetime();

    /** How long the link is good with which an invited person chooses a password; mails tell it in whole days. */
    @WithDefault("P7D")
    @WithConverter(PositiveDuration.class)
    Duration invitationLifetime();

    /**
     * Wrong codes after which the code of a mail is dead. More than one network gets in half an hour, so that a stranger in one
     * cannot use up the code of somebody else's reset; of eight digits, twenty tries find one in five million.
     */
    @WithDefault("20")
    @WithConverter(CodeAttempts.class)
    int codeAttempts();

    /** Mails of one purpose to one address within an hour, or within the link's lifetime if that is shorter. */
    @WithDefault("5")
    @WithConverter(Positive.class)
    int mails();

    /** No longer than the links live: whoever uses up the mails must not leave their owner without a live one. */
    default Duration mailsWindow(Duration lifetime) {
        var hour = Duration.ofHours(1);
        return lifetime.compareTo(hour) < 0 ? lifetime : hour;
    }

    /** Of a hundred million codes one is good: more tries than these would make them worth guessing. */
    final class CodeAttempts extends WholeNumber {
        public CodeAttempts() {
            super(1, 20);
        }
    }
}
