package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.PresentedLink;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.link.RedeemableLink;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.auth.password.NewPassword;
import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Replaces passwords: known ones, and forgotten ones by mail. Hashes are made between the transactions. */
@Singleton
class PasswordService {

    private static final String FIELD = "new_password";

    private final PasswordChanges changes;
    private final PasswordHasher passwords;
    private final StepUp stepUp;
    private final CurrentPassword currentPassword;
    private final OneTimeLinks links;
    private final GuessLimiter guesses;

    PasswordService(
            PasswordChanges changes,
            PasswordHasher passwords,
            StepUp stepUp,
            CurrentPassword currentPassword,
            OneTimeLinks links,
            GuessLimiter guesses) {
        this.changes = changes;
        this.passwords = passwords;
        this.stepUp = stepUp;
        this.currentPassword = currentPassword;
        this.links = links;
        this.guesses = guesses;
    }

    /**
     * Replaces the password of whoever is signed in and ends all their other sessions. The sign-in is looked at before, too:
     * without a recent one no password is tried.
     */
    Uni<Void> change(Identity person, String current, String wanted) {
        return stepUp.require(person)
                .chain(() -> currentPassword.prove(person.accountId(), current))
                .chain(account -> passwords
                        .hash(new NewPassword(FIELD, wanted, List.of(account.email)))
                        .chain(hash -> changes.change(person, account.passwordHash, hash)));
    }

    /** Mails a link, if there is an account. Nothing is looked up here: the answer's time tells nothing. */
    Uni<Void> forgot(String email) {
        return changes.queueReset(EmailAddress.of(email));
    }

    /** Replaces the password of whoever holds the link and ends all their sessions. */
    Uni<Void> reset(PresentedLink presented, String wanted) {
        return guesses.guard(
                        new Guess("password_reset", presented.emailCanonical()),
                        () -> links.find(
                                presented,
                                Set.of(Purpose.RESET_PASSWORD, Purpose.INVITATION),
                                AuditAction.PASSWORD_RESET))
                .chain(link -> hashFor(link, wanted).chain(hash -> changes.reset(link, hash)));
    }

    private Uni<String> hashFor(RedeemableLink link, String wanted) {
        return passwords.hash(new NewPassword(FIELD, wanted, List.of(link.emailCanonical())));
    }
}
