package io.gatehouse.auth.account;

import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.auth.role.GrantedRoles;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.contracts.auth.InviteAccountRequest;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.auth.UpdateAdminAccountRequest;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

/**
 * Administration of accounts, as far as whoever is signed in may. Nobody acts on an account that may do what they may not,
 * and nobody grants such a role. Changes need a recent sign-in. Permissions are asked for before the transactions.
 */
@Singleton
class AdminAccountService {

    private final AccountService accounts;
    private final AccountAdministration administration;
    private final AccountInvitations invitations;
    private final Permissions permissions;
    private final GrantedRoles grants;
    private final CurrentIdentity identity;
    private final Clock clock;

    AdminAccountService(
            AccountService accounts,
            AccountAdministration administration,
            AccountInvitations invitations,
            Permissions permissions,
            GrantedRoles grants,
            CurrentIdentity identity,
            Clock clock) {
        this.accounts = accounts;
        this.administration = administration;
        this.invitations = invitations;
        this.permissions = permissions;
        this.grants = grants;
        this.identity = identity;
        this.clock = clock;
    }

    Uni<Account> get(UUID id) {
        return permissions.require(Permission.ACCOUNTS_READ).chain(() -> accounts.get(id));
    }

    /** An account without a password; its person chooses one with the link of a mail. */
    Uni<Account> invite(InviteAccountRequest wanted) {
        var roles = withUser(wanted.roles() == null ? Set.of() : wanted.roles());
        return requireWriter()
                .chain(() -> grants.require(roles))
                .map(granted -> new Account(
                        Ids.next(),
                        EmailAddress.of(wanted.email()),
                        PasswordHasher.NO_PASSWORD,
                        List.copyOf(roles),
                        clock.instant()))
                .call(account -> invitations.invite(account, wanted.displayName()));
    }

    Uni<Account> change(UUID id, LongPredicate isBasis, UnaryOperator<UpdateAdminAccountRequest> patch) {
        return requireWriterOver(id)
                .chain(() -> accounts.get(id))
                .invoke(account -> {
                    if (!isBasis.test(account.version)) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                })
                .chain(account -> change(account, patch.apply(administered(account))));
    }

    Uni<Void> delete(UUID id) {
        return requireWriterOver(id).chain(() -> administration.delete(id));
    }

    Uni<Void> endSessions(UUID id) {
        return permissions
                .require(Permission.SESSIONS_END)
                .chain(() -> requireOver(id))
                .chain(() -> administration.endSessions(id));
    }

    Uni<Void> removeSecondFactor(UUID id) {
        return requireWriterOver(id).chain(() -> administration.removeSecondFactor(identity.person(), id));
    }

    Uni<Void> forceReset(UUID id) {
        return requireWriterOver(id).chain(() -> invitations.forceReset(id));
    }

    private Uni<Account> change(Account account, UpdateAdminAccountRequest patched) {
        var wanted = new UpdateAdminAccountRequest(patched.status(), withUser(patched.roles()));
        var added = new HashSet<>(wanted.roles());
        added.removeAll(account.roles());
        return grants.require(added).chain(() -> administration.change(account.id, account.version, wanted));
    }

    private Uni<Void> requireWriterOver(UUID id) {
        return requireWriter().chain(() -> requireOver(id));
    }

    private Uni<Void> requireWriter() {
        return permissions.requireWithRecentSignIn(Permission.ACCOUNTS_WRITE);
    }

    private Uni<Void> requireOver(UUID id) {
        return permissions.of(id).chain(permissions::requireAll);
    }

    private static UpdateAdminAccountRequest administered(Account account) {
        return new UpdateAdminAccountRequest(account.status(), Set.copyOf(account.roles()));
    }

    private static Set<String> withUser(Set<String> roles) {
        var all = new HashSet<>(roles);
        all.add(RoleNames.USER);
        return all;
    }
}
