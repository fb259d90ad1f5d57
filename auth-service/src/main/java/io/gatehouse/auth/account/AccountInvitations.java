package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.role.GrantedRoles;
import io.gatehouse.auth.session.EndReason;
import io.gatehouse.contracts.audit.AuditAction;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Accounts whose person is to choose a password, the first or another: each method is one transaction, its mail included. */
@ApplicationScoped
class AccountInvitations {

    private final AccountRepository accounts;
    private final AccountService creation;
    private final Administrators administrators;
    private final AccountAccess access;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    AccountInvitations(
            AccountRepository accounts,
            AccountService creation,
            Administrators administrators,
            AccountAccess access,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.creation = creation;
        this.administrators = administrators;
        this.access = access;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@code email_taken} when somebody has the address already. */
    @WithTransaction
    Uni<Void> invite(Account account, String displayName) {
        var entry = AuditEntry.of(AuditAction.ACCOUNT_INVITED).with("roles", List.copyOf(account.roles()));
        return creation.create(account, displayName, entry)
                .plug(GrantedRoles::untilDeleted)
                .chain(() -> mail.add(InvitationMail.TEMPLATE, account.email, Map.of("displayName", displayName)));
    }

    /**
     * Makes the password useless, ends all sessions and mails the way to another one; {@code last_administrator} where none
     * would be left who can sign in.
     */
    @WithTransaction
    Uni<Void> forceReset(UUID id) {
        return accounts.getLocked(id)
                .call(administrators::requireAnotherThan)
                .invoke(account -> account.forgetPassword(clock.instant()))
                .call(() -> access.end(id, EndReason.PASSWORD_RESET))
                .call(account -> mail.add(ResetMail.TEMPLATE, account.emailCanonical, ResetMail.FORCED))
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.PASSWORD_RESET_FORCED).on(id)));
    }
}
