package io.gatehouse.auth.mail;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Who writes, to whom, under which name. */
@Singleton
class MailAddresses {

    /** What means something in an address. */
    private static final Pattern SYNTAX = Pattern.compile("[\"()<>\\\\\\p{Cntrl}]");

    private final String sender;
    private final String domain;

    MailAddresses(MailConfig config) {
        var from = parse(config.from().orElse("nobody@localhost"));
        var name = from.getName().isEmpty() ? config.product() : from.getName();
        this.sender = "\"" + SYNTAX.matcher(name).replaceAll("") + "\" <" + from.getEmail() + ">";
        this.domain = from.getEmail().substring(from.getEmail().lastIndexOf('@') + 1);
    }

    /** With the product's name, unless the setting brings one of its own. */
    String sender() {
        return sender;
    }

    String recipient(QueuedMail message) {
        // The mailer would read a name out of brackets.
        if (SYNTAX.matcher(message.recipient()).find()) {
            throw new UnusableAddressException();
        }
        try {
            return new EmailAddress(message.recipient()).getEmail();
        } catch (IllegalArgumentException unreadable) {
            throw new UnusableAddressException();
        }
    }

    String messageId(QueuedMail message) {
        return "<" + message.id() + "@" + domain + ">";
    }

    private static EmailAddress parse(String from) {
        try {
            return new EmailAddress(from);
        } catch (IllegalArgumentException unreadable) {
            throw new ConfigurationException("Not started: GATEHOUSE_MAIL_FROM is no e-mail address.");
        }
    }
}
