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

/**
 * Asks for the proof of an address. Queued alike for every address, known or not; only here, where nobody can watch, it is
 * found out what to say.
 */
@Singleton
class VerificationMail implements MailComposer {

    static final String TEMPLATE = "verify_email";
    static final String SIGNUP_ID = "signupId";
    static final String ALREADY_REGISTERED = "already_registered";

    private final MailSubjectRepository subjects;
    private final OneTimeLinks links;

    VerificationMail(MailSubjectRepository subjects, OneTimeLinks links) {
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
        return subjects.findAccount(email).chain(account -> {
            if (message.parameters().get(SIGNUP_ID) instanceof String signupId) {
                return ofSignup(message.id(), UUID.fromString(signupId), email, account != null);
            }
            return account == null ? ofOnlySignup(message.id(), email) : ofAccount(message.id(), account, email);
        });
    }

    // The link is made even where it is not mailed: it counts, so that nobody is sent more than their share.
    private Uni<MailContent> ofSignup(UUID mailId, UUID signupId, String email, boolean taken) {
        return issue(mailId, Purpose.SIGNUP, LinkSubject.pendingSignup(signupId), email)
                .onItem()
                .ifNotNull()
                .transform(content ->
                        taken ? new MailContent(ALREADY_REGISTERED, Map.of("link", links.resetPage())) : content);
    }

    private Uni<MailContent> ofOnlySignup(UUID mailId, String email) {
        return subjects.findOnlySignup(email)
                .onItem()
                .ifNotNull()
                .transformToUni(signup -> issue(mailId, Purpose.SIGNUP, signup.link(), email));
    }

    private Uni<MailContent> ofAccount(UUID mailId, MailSubject account, String email) {
        return account.verified()
                ? Uni.createFrom().nullItem()
                : issue(mailId, Purpose.VERIFY_EMAIL, account.link(), email);
    }

    private Uni<MailContent> issue(UUID mailId, Purpose purpose, LinkSubject subject, String email) {
        return links.issue(mailId, purpose, subject, email)
                .onItem()
                .ifNotNull()
                .transform(link -> new MailContent(TEMPLATE, link.data()));
    }
}
