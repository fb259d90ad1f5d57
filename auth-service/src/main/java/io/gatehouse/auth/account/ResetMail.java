package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Helps whoever forgot their password, if there is an account at all; queued alike for every address. */
@Singleton
class ResetMail implements MailComposer {

    static final String TEMPLATE = "reset_password";

    private final MailSubjectRepository subjects;
    private final OneTimeLinks links;

    ResetMail(MailSubjectRepository subjects, OneTimeLinks links) {
        this.subjects = subjects;
        this.links = links;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public Uni<MailContent> compose(QueuedMail message) {
        return subjects.findAccount(message.recipient())
                .onItem()
                .ifNotNull()
                .transformToUni(account -> account.active()
                        ? links.issue(message.id(), Purpose.RESET_PASSWORD, account.link(), message.recipient())
                        : Uni.createFrom().nullItem())
                .onItem()
                .ifNotNull()
                .transform(link -> new MailContent(TEMPLATE, link.data()));
    }
}
