package io.gatehouse.auth.mail;

import io.quarkus.mailer.MailTemplate;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.Location;
import jakarta.inject.Singleton;

/** The texts of our mail, each as plain text and as HTML. */
@Singleton
class MailTemplates {

    static final String WELCOME = "welcome";
    static final String SESSION_ENDED = "session_ended";

    private final MailTemplate welcome;
    private final MailTemplate sessionEnded;

    MailTemplates(@Location("welcome") MailTemplate welcome, @Location("session_ended") MailTemplate sessionEnded) {
        this.welcome = welcome;
        this.sessionEnded = sessionEnded;
    }

    MailTemplateInstance of(MailContent content, String recipient) {
        var instance =
                switch (content.template()) {
                    case WELCOME -> welcome.instance().subject("Welcome to Gatehouse");
                    case SESSION_ENDED -> sessionEnded.instance().subject("A session was ended to protect you");
                    default -> throw new IllegalArgumentException("No template " + content.template());
                };
        content.data().forEach(instance::data);
        return instance.to(recipient);
    }
}
