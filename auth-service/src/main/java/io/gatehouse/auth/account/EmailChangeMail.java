package io.gatehouse.auth.account;

import io.gatehouse.auth.link.LinkSubject;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Asks for the proof of the address that an account is to have. Whoever has it already is told so, and nobody else is. */
@Singleton
class EmailChangeMail implements MailComposer {

    static final String TEMPLATE = "change_email";
    static final String ACCOUNT_ID = "accountId";

    private final MailSubjectRepository subjects;
    private final OneTimeLinks links;

    EmailChangeMail(MailSubjectRepository subjects, OneTimeLinks links) {
        this.subjects = subjects;
        this.links = links;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public Uni<MailContent> compose(QueuedMail message) {
        var accountId = UUID.fromString((String) message.parameters().get(ACCOUNT_ID));
        return subjects.wantsAddress(accountId, message.recipient())
                .chain(wanted -> wanted
                        ? issue(
                                message.id(),
                                accountId,
                                EmailAddress.of(message.recipient()).canonical())
                        : Uni.createFrom().nullItem());
    }

    private Uni<MailContent> issue(UUID mailId, UUID accountId, String email) {
        return subjects.findAccount(email).chain(owner -> links.issue(
                        mailId, Purpose.CHANGE_EMAIL, LinkSubject.account(accountId), email)
                .onItem()
                .ifNotNull()
                .transform(link -> owner == null
                        ? new MailContent(TEMPLATE, link.data())
                        : new MailContent(VerificationMail.ALREADY_REGISTERED, Map.of("link", links.resetPage()))));
    }
}
