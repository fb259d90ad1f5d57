package io.gatehouse.auth.account;

import io.gatehouse.auth.link.LinkSubject;
import io.gatehouse.auth.link.MailedLink;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** Helps whoever forgot their password, if there is an account at all; queued alike for every address. */
@Singleton
class ResetMail implements MailComposer {

    static final String TEMPLATE = "reset_password";

    /** Of a reset that an administrator forced: it must arrive, however many others were asked for. */
    static final Map<String, Object> FORCED = Map.of("forced", true);

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
                        ? issue(message, account.link())
                        : Uni.createFrom().nullItem())
                .onItem()
                .ifNotNull()
                .transform(link -> new MailContent(TEMPLATE, link.data()));
    }

    private Uni<MailedLink> issue(QueuedMail message, LinkSubject account) {
        return message.parameters().equals(FORCED)
                ? links.issueAlways(message.id(), Purpose.RESET_PASSWORD, account, message.recipient())
                : links.issue(message.id(), Purpose.RESET_PASSWORD, account, message.recipient());
    }
}
