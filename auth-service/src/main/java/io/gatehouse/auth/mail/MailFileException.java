package io.gatehouse.auth.mail;

import io.quarkus.runtime.configuration.ConfigurationException;

/** The words of a mail cannot be used. Of this type the runtime logs the message alone and does not start. */
final class MailFileException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    MailFileException(String file, String sentence) {
        super("Not started: " + file + ": " + sentence);
    }

    MailFileException(String file, int line, String sentence) {
        this(file + ":" + line, sentence);
    }
}
