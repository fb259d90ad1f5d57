package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.erasure.Erasures;
import io.gatehouse.auth.feed.AccountEvents;
import io.gatehouse.auth.mfa.SecondFactor;
import io.gatehouse.auth.mfa.StepUp;
import io.gatehouse.auth.role.GrantedRoles;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.auth.session.EndReason;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.auth.AccountStatus;
import io.gatehouse.contracts.auth.UpdateAdminAccountRequest;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.AccountDisabled;
import io.gatehouse.contracts.event.AccountEnabled;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What administrators make of accounts: each method is one transaction, with all that belongs to it. */
@ApplicationScoped
class AccountAdministration {

    private final AccountRepository accounts;
    private final Administrators administrators;
    private final AccountAccess access;
    private final Erasures erasures;
    private final SecondFactor secondFactor;
    private final StepUp stepUp;
    private final AccountEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    AccountAdministration(
            AccountRepository accounts,
            Administrators administrators,
            AccountAccess access,
            Erasures erasures,
            SecondFactor secondFactor,
            StepUp stepUp,
            AccountEvents events,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.access = access;
        this.erasures = erasures;
        this.secondFactor = secondFactor;
        this.stepUp = stepUp;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@code version_conflict} where it is another than this version, {@code last_administrator} where none would be left. */
    @WithTransaction
    Uni<Account> change(UUID id, long version, UpdateAdminAccountRequest wanted) {
        return accounts.getLocked(id)
                .invoke(account -> {
                    if (account.version != version) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                })
                .call(account -> staysAdministrator(wanted)
                        ? Uni.createFrom().voidItem()
                        : administrators.requireAnotherThan(account))
                .call(account -> changeRoles(account, wanted.roles()))
                .call(account -> changeStatus(account, wanted.status()))
                .call(accounts::flush)
                .plug(GrantedRoles::untilDeleted);
    }

    /** Removes an account at once; what else is kept of its person follows. */
    @WithTransaction
    Uni<Void> delete(UUID id) {
        return accounts.getLocked(id)
                .call(() ->
                        audit.append(AuditEntry.of(AuditAction.ACCOUNT_DELETED).on(id)))
                .chain(() -> erasures.closeNow(id));
    }

    /** Signs the person out everywhere. */
    @WithTransaction
    Uni<Void> endSessions(UUID id) {
        return accounts.getLocked(id)
                .call(account -> access.endSessions(id, EndReason.ENDED_BY_ADMIN))
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.ALL_SESSIONS_ENDED).on(id)));
    }

    /**
     * For somebody who has lost the authenticator and the recovery codes. The sign-in is looked at under the lock, for it may
     * be the administrator's own factor, active since a moment ago.
     */
    @WithTransaction
    Uni<Void> removeSecondFactor(Identity administrator, UUID id) {
        return accounts.getLocked(id).chain(() -> stepUp.require(administrator)).chain(() -> secondFactor.remove(id));
    }

    private static boolean staysAdministrator(UpdateAdminAccountRequest wanted) {
        return wanted.status() == AccountStatus.ACTIVE && wanted.roles().contains(RoleNames.ADMIN);
    }

    private Uni<Void> changeRoles(Account account, Set<String> roles) {
        if (roles.equals(Set.copyOf(account.roles()))) {
            return Uni.createFrom().voidItem();
        }
        account.changeRoles(roles, clock.instant());
        return audit.append(AuditEntry.of(AuditAction.ACCOUNT_ROLES_CHANGED)
                .on(account.id)
                .with("roles", List.copyOf(account.roles())));
    }

    private Uni<Void> changeStatus(Account account, AccountStatus status) {
        if (status == account.status()) {
            return Uni.createFrom().voidItem();
        }
        if (status == AccountStatus.ACTIVE) {
            account.enable(clock.instant());
            return events.append(AccountEnabled.TYPE, account.id, new AccountEnabled(account.id))
                    .chain(() -> audit.append(
                            AuditEntry.of(AuditAction.ACCOUNT_ENABLED).on(account.id)));
        }
        account.disable(clock.instant());
        return access.end(account.id, EndReason.ACCOUNT_DISABLED)
                .chain(() -> events.append(AccountDisabled.TYPE, account.id, new AccountDisabled(account.id)))
                .chain(() ->
                        audit.append(AuditEntry.of(AuditAction.ACCOUNT_DISABLED).on(account.id)));
    }
}
