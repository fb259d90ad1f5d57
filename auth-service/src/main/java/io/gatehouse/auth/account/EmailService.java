package io.gatehouse.auth.account;

import static io.gatehouse.auth.link.Purpose.CHANGE_EMAIL;
import static io.gatehouse.auth.link.Purpose.SIGNUP;
import static io.gatehouse.auth.link.Purpose.VERIFY_EMAIL;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.PresentedLink;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.link.RedeemableLink;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.LongPredicate;

/** Proves addresses: of a sign-up, of an account, and of one an account is to have. */
@Singleton
class EmailService {

    private static final Set<Purpose> PROOFS = Set.of(SIGNUP, VERIFY_EMAIL, CHANGE_EMAIL);

    private final EmailChanges changes;
    private final OneTimeLinks links;
    private final StepUp stepUp;
    private final CurrentPassword currentPassword;
    private final GuessLimiter guesses;

    EmailService(
            EmailChanges changes,
            OneTimeLinks links,
            StepUp stepUp,
            CurrentPassword currentPassword,
            GuessLimiter guesses) {
        this.changes = changes;
        this.links = links;
        this.stepUp = stepUp;
        this.currentPassword = currentPassword;
        this.guesses = guesses;
    }

    /** Mails the link once more, where something waits for it. Nothing is looked up here: the answer's time tells nothing. */
    Uni<Void> resend(String email) {
        return changes.queueVerification(EmailAddress.of(email));
    }

    /**
     * Takes the proof of an address: creates the account that waits for it, marks it verified, or moves the account to it.
     *
     * @param password of the sign-up, where there are several with the address; may be null
     */
    Uni<Void> verify(PresentedLink presented, String password) {
        return guesses.guard(
                        new Guess("email_verification", presented.emailCanonical()),
                        () -> links.find(presented, PROOFS, AuditAction.EMAIL_VERIFIED))
                .chain(link -> switch (link.purpose()) {
                    case SIGNUP -> proveOwn(link, password).chain(() -> changes.admitSignup(link));
                    case VERIFY_EMAIL -> changes.markVerified(link);
                    case CHANGE_EMAIL -> changes.takePending(link);
                    case RESET_PASSWORD, INVITATION, JOIN_ORGANIZATION ->
                        throw new IllegalArgumentException("This link proves no address of an account");
                });
    }

    // Whoever reads the mails of several sign-ups cannot tell which is their own, but knows its password.
    private Uni<Void> proveOwn(RedeemableLink link, String password) {
        return changes.findContested(link)
                .onItem()
                .ifNotNull()
                .transformToUni(signup -> currentPassword.prove(signup.emailCanonical, signup.passwordHash, password));
    }

    /**
     * Asks for another address, which holds once it is verified. The sign-in is looked at before, too: without a recent one no
     * password is tried.
     */
    Uni<Account> requestChange(Identity person, LongPredicate isBasis, String email, String password) {
        var wanted = EmailAddress.of(email);
        return stepUp.require(person)
                .chain(() -> currentPassword.prove(person.accountId(), password))
                .chain(proved -> changes.request(person, proved, isBasis, wanted));
    }
}
