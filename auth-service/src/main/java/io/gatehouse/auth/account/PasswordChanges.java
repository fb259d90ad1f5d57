package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.RedeemableLink;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.mfa.SecondFactor;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.auth.origin.RequestOrigin;
import io.gatehouse.auth.session.EndReason;
import io.gatehouse.auth.session.SessionEndings;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/**
 * Passwords in the database: each method is one transaction, with the sessions it ends and the mail that tells of it. The
 * account is locked before its link, so that two links of one account never wait for each other.
 */
@ApplicationScoped
class PasswordChanges {

    private final AccountRepository accounts;
    private final StepUp stepUp;
    private final SessionEndings sessions;
    private final OneTimeLinks links;
    private final AccountAccess access;
    private final SecondFactor secondFactor;
    private final MailQueue mail;
    private final RequestOrigin origin;
    private final AuditTrail audit;
    private final Clock clock;

    PasswordChanges(
            AccountRepository accounts,
            StepUp stepUp,
            SessionEndings sessions,
            OneTimeLinks links,
            AccountAccess access,
            SecondFactor secondFactor,
            MailQueue mail,
            RequestOrigin origin,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.stepUp = stepUp;
        this.sessions = sessions;
        this.links = links;
        this.access = access;
        this.secondFactor = secondFactor;
        this.mail = mail;
        this.origin = origin;
        this.audit = audit;
        this.clock = clock;
    }

    // To the canonical form: what is typed here is compared with it, and letters that only look or fold alike must not
    // lead the mail elsewhere.
    @WithTransaction
    Uni<Void> queueReset(EmailAddress email) {
        return mail.add(ResetMail.TEMPLATE, email.canonical(), Map.of());
    }

    /** Replaces the hash that was verified; {@code invalid_credentials} where another change was faster. */
    @WithTransaction
    Uni<Void> change(Identity person, String verified, String hash) {
        return accounts.getLocked(person.accountId())
                .call(() -> stepUp.require(person))
                .invoke(account -> {
                    if (!account.passwordHash.equals(verified)) {
                        throw new ApiException(ErrorCode.INVALID_CREDENTIALS);
                    }
                })
                .chain(account -> replace(account, hash, AuditEntry.of(AuditAction.PASSWORD_CHANGED)))
                .chain(() -> sessions.endOthers(person.accountId(), person.sessionId(), EndReason.PASSWORD_CHANGED));
    }

    /**
     * Uses the link up. Whoever could read its mail has proved the address as well; a second factor from before that was
     * somebody's who had not, and goes.
     */
    @WithTransaction
    Uni<Void> reset(RedeemableLink link, String hash) {
        return accounts.findLocked(link.subject().accountId())
                .call(() -> links.redeem(link))
                .invoke(account -> {
                    if (!account.isActive() || !account.emailCanonical.equals(link.emailCanonical())) {
                        throw new ApiException(ErrorCode.ONE_TIME_TOKEN_INVALID);
                    }
                })
                .call(account ->
                        account.isVerified() ? Uni.createFrom().voidItem() : secondFactor.removeOwn(account.id))
                .invoke(account -> account.verifyEmail(clock.instant()))
                .chain(account -> replace(
                        account, hash, AuditEntry.of(AuditAction.PASSWORD_RESET).byAnonymous()))
                .chain(() -> sessions.endAll(link.subject().accountId(), EndReason.PASSWORD_RESET));
    }

    private Uni<Void> replace(Account account, String hash, AuditEntry entry) {
        account.changePassword(hash, clock.instant());
        return access.takeBack(account.id)
                .chain(() -> mail.add("password_changed", account.email, origin.told()))
                .chain(() -> audit.append(entry.on(account.id)));
    }
}
