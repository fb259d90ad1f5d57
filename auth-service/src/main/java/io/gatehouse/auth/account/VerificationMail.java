package io.gatehouse.auth.account;

import io.gatehouse.auth.link.LinkSubject;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
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
    private final Clock clock;

    VerificationMail(MailSubjectRepository subjects, OneTimeLinks links, Clock clock) {
        this.subjects = subjects;
        this.links = links;
        this.clock = clock;
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
        return issueToSignup(mailId, LinkSubject.pendingSignup(signupId), email)
                .onItem()
                .ifNotNull()
                .transform(content ->
                        taken ? new MailContent(ALREADY_REGISTERED, Map.of("link", links.resetPage())) : content);
    }

    private Uni<MailContent> ofOnlySignup(UUID mailId, String email) {
        return subjects.findOnlySignup(email)
                .onItem()
                .ifNotNull()
                .transformToUni(signup -> issueToSignup(mailId, signup.link(), email));
    }

    // The sign-up lives as long as its link, however late that is mailed. It may be gone by then: nothing is left to
    // verify.
    private Uni<MailContent> issueToSignup(UUID mailId, LinkSubject subject, String email) {
        var now = clock.instant();
        return subjects.keepSignup(subject.pendingSignupId(), now.plus(links.lifetime(Purpose.SIGNUP)), now)
                .chain(kept -> kept
                        ? issue(mailId, Purpose.SIGNUP, subject, email)
                        : Uni.createFrom().nullItem());
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
