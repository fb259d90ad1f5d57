package io.gatehouse.auth.account;

import io.gatehouse.auth.link.MailedLink;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;

/** Asks whoever was given an account to choose its password. */
@Singleton
class InvitationMail implements MailComposer {

    static final String TEMPLATE = "invitation";

    private final MailSubjectRepository subjects;
    private final OneTimeLinks links;

    InvitationMail(MailSubjectRepository subjects, OneTimeLinks links) {
        this.subjects = subjects;
        this.links = links;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public Uni<MailContent> compose(QueuedMail message) {
        var email = EmailAddress.of(message.recipient()).canonical();
        return subjects.findAccount(email)
                .onItem()
                .ifNotNull()
                .transformToUni(account -> account.active()
                        ? links.issue(message.id(), Purpose.INVITATION, account.link(), email)
                        : Uni.createFrom().nullItem())
                .onItem()
                .ifNotNull()
                .transform(link -> content(message, link));
    }

    private static MailContent content(QueuedMail message, MailedLink link) {
        var data = new HashMap<>(message.parameters());
        data.putAll(link.data());
        data.remove("expiresInMinutes");
        data.remove("expiresInHours");
        data.put("expiresInDays", link.lifetime().toDays());
        return new MailContent(TEMPLATE, data);
    }
}
