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
    private final MailTemplate newDevice;

    private final MailTemplate verifyEmail;
    private final MailTemplate alreadyRegistered;
    private final MailTemplate changeEmail;
    private final MailTemplate emailChanged;
    private final MailTemplate resetPassword;
    private final MailTemplate passwordChanged;

    private final MailTemplate sessionEnded;

    MailTemplates(
            @Location("new_device") MailTemplate newDevice,
            @Location("verify_email") MailTemplate verifyEmail,
            @Location("already_registered") MailTemplate alreadyRegistered,
            @Location("change_email") MailTemplate changeEmail,
            @Location("email_changed") MailTemplate emailChanged,
            @Location("reset_password") MailTemplate resetPassword,
            @Location("password_changed") MailTemplate passwordChanged,
            @Location("welcome") MailTemplate welcome,
            @Location("session_ended") MailTemplate sessionEnded) {
        this.welcome = welcome;
        this.newDevice = newDevice;

        this.verifyEmail = verifyEmail;
        this.alreadyRegistered = alreadyRegistered;
        this.changeEmail = changeEmail;
        this.emailChanged = emailChanged;
        this.resetPassword = resetPassword;
        this.passwordChanged = passwordChanged;

        this.sessionEnded = sessionEnded;
    }

    MailTemplateInstance of(MailContent content, String recipient) {
        var instance =
                switch (content.template()) {
                    case WELCOME -> welcome.instance().subject("Welcome to Gatehouse");
                    case SESSION_ENDED -> sessionEnded.instance().subject("A session was ended to protect you");
                    case "verify_email" -> verifyEmail.instance().subject("verify_email");
                    case "already_registered" -> alreadyRegistered.instance().subject("already_registered");
                    case "change_email" -> changeEmail.instance().subject("change_email");
                    case "email_changed" -> emailChanged.instance().subject("email_changed");
                    case "reset_password" -> resetPassword.instance().subject("reset_password");
                    case "password_changed" -> passwordChanged.instance().subject("password_changed");
                    case "new_device" -> newDevice.instance().subject("new_device");
                    default -> throw new IllegalArgumentException("No template " + content.template());
                };
        content.data().forEach(instance::data);
        return instance.to(recipient);
    }
}
