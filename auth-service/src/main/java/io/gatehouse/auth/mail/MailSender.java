package io.gatehouse.auth.mail;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Composes one message and hands it to the SMTP server. */
@Singleton
class MailSender {

    private final SmtpClient smtp;
    private final MailTemplates templates;
    private final Map<String, MailComposer> composers;
    private final MailAddresses addresses;

    MailSender(SmtpClient smtp, MailTemplates templates, @All List<MailComposer> composers, MailAddresses addresses) {
        this.smtp = smtp;
        this.templates = templates;
        this.composers = composers.stream().collect(Collectors.toMap(MailComposer::template, composer -> composer));
        this.addresses = addresses;
    }

    /** Whether there was still something to say. */
    Uni<Boolean> send(QueuedMail message) {
        return compose(message)
                .onItem()
                .ifNotNull()
                .transformToUni(content -> smtp.send(toMail(message, content)).replaceWith(true))
                .onItem()
                .ifNull()
                .continueWith(false);
    }

    private Uni<MailContent> compose(QueuedMail message) {
        var composer = composers.get(message.template());
        return composer == null
                ? Uni.createFrom().item(new MailContent(message.template(), message.parameters()))
                : composer.compose(message);
    }

    private MailMessage toMail(QueuedMail message, MailContent content) {
        var words = templates.render(content, message.language());
        return new MailMessage()
                .setFrom(addresses.sender())
                .setTo(addresses.recipient(message))
                .setSubject(words.subject())
                .setText(words.text())
                .setHtml(words.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        // The same each time, so that a message that was sent
                        // twice, which a crash may cause, is known as one.
                        .add("Message-ID", addresses.messageId(message))
                        // No out-of-office note comes back (RFC 3834).
                        .add("Auto-Submitted", "auto-generated"));
    }
}
