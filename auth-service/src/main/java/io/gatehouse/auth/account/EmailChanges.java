package io.gatehouse.auth.account;

import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.feed.AccountEvents;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.RedeemableLink;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.AccountEmailChanged;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Addresses in the database: each method is one transaction, with the mail and the event that belong to it. Accounts and
 * sign-ups are locked before their links, so that two links of one of them never wait for each other.
 */
@ApplicationScoped
class EmailChanges {

    private final AccountRepository accounts;
    private final StepUp stepUp;
    private final PendingSignupRepository signups;
    private final AccountService creation;
    private final OneTimeLinks links;
    private final AccountEvents events;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    EmailChanges(
            AccountRepository accounts,
            StepUp stepUp,
            PendingSignupRepository signups,
            AccountService creation,
            OneTimeLinks links,
            AccountEvents events,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.stepUp = stepUp;
        this.signups = signups;
        this.creation = creation;
        this.links = links;
        this.events = events;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    // To the canonical form: what is typed here is compared with it, and letters that only look or fold alike must not
    // lead the mail elsewhere.
    @WithTransaction
    Uni<Void> queueVerification(EmailAddress email) {
        return mail.add(VerificationMail.TEMPLATE, email.canonical(), Map.of());
    }

    /** Keeps a sign-up until its address is verified. */
    @WithTransaction
    Uni<Void> keepSignup(PendingSignup signup) {
        return signups.persist(signup)
                .chain(() -> mail.add(
                        VerificationMail.TEMPLATE,
                        signup.email,
                        Map.of(VerificationMail.SIGNUP_ID, signup.id.toString())));
    }

    /** The sign-up of the link, if it is not the only one with its address; null otherwise. */
    @WithSession
    Uni<PendingSignup> findContested(RedeemableLink link) {
        return signups.findById(link.subject().pendingSignupId())
                .onItem()
                .ifNotNull()
                .transformToUni(signup ->
                        signups.isContested(signup, clock.instant()).map(contested -> contested ? signup : null));
    }

    /** Makes a sign-up an account. {@code email_taken} where another one was faster. */
    @WithTransaction
    Uni<Void> admitSignup(RedeemableLink link) {
        return signups.lockByEmail(link.emailCanonical())
                .chain(() -> links.redeem(link))
                .chain(() -> signups.findById(link.subject().pendingSignupId()))
                .call(this::create)
                .call(signup -> mail.add("welcome", signup.email, Map.of("displayName", signup.displayName)))
                .chain(() -> signups.deleteByEmail(link.emailCanonical()));
    }

    private Uni<Void> create(PendingSignup signup) {
        var account = signup.admit(clock.instant());
        return creation.create(
                account,
                signup.displayName,
                AuditEntry.of(AuditAction.SIGNED_UP).by(account.id));
    }

    /** Marks the address verified, if it still is the account's. */
    @WithTransaction
    Uni<Void> markVerified(RedeemableLink link) {
        return accounts.findLocked(link.subject().accountId())
                .call(() -> links.redeem(link))
                .invoke(account -> {
                    if (!account.emailCanonical.equals(link.emailCanonical())) {
                        throw new ApiException(ErrorCode.ONE_TIME_TOKEN_INVALID);
                    }
                    account.verifyEmail(clock.instant());
                })
                .chain(account -> audit.append(
                        AuditEntry.of(AuditAction.EMAIL_VERIFIED).byAnonymous().on(account.id)));
    }

    /** Notes the address that is wanted and mails the link to it; {@code version_conflict} where the basis is older. */
    @WithTransaction
    Uni<Account> request(Identity person, Account proved, LongPredicate isBasis, EmailAddress wanted) {
        return accounts.getLocked(proved.id)
                .call(() -> stepUp.require(person))
                .invoke(account -> {
                    if (!account.passwordHash.equals(proved.passwordHash)) {
                        throw new ApiException(ErrorCode.INVALID_CREDENTIALS);
                    }
                    if (!isBasis.test(account.version)) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                    account.requestEmail(wanted, clock.instant());
                })
                .call(account -> account.pendingEmail == null ? Uni.createFrom().voidItem() : askForProof(account))
                .call(accounts::flush);
    }

    /** Moves the account to the address it asked for, tells the old one, and takes all other links back. */
    @WithTransaction
    Uni<Void> takePending(RedeemableLink link) {
        return accounts.findLocked(link.subject().accountId())
                .call(() -> links.redeem(link))
                .chain(account -> {
                    if (!account.isPendingEmail(link.emailCanonical())) {
                        throw new ApiException(ErrorCode.ONE_TIME_TOKEN_INVALID);
                    }
                    return move(account);
                });
    }

    private Uni<Void> askForProof(Account account) {
        return mail.add(
                        EmailChangeMail.TEMPLATE,
                        account.pendingEmail,
                        Map.of(EmailChangeMail.ACCOUNT_ID, account.id.toString()))
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.EMAIL_CHANGE_REQUESTED).on(account.id)));
    }

    // The address comes last: whoever wants the same one waits from then until we commit.
    private Uni<Void> move(Account account) {
        var hint = EmailAddress.of(account.pendingEmail).hint();
        return links.revokeAll(account.id)
                .chain(() -> mail.add("email_changed", account.email, Map.of("newEmailHint", hint)))
                .chain(() -> events.append(AccountEmailChanged.TYPE, account.id, new AccountEmailChanged(account.id)))
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.EMAIL_CHANGED).byAnonymous().on(account.id)))
                .invoke(() -> account.takePendingEmail(clock.instant()))
                .chain(accounts::flush)
                .onFailure(violates(Account.EMAIL_KEY))
                .transform(taken -> new ApiException(ErrorCode.EMAIL_TAKEN, taken));
    }
}
