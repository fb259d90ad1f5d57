package io.gatehouse.auth.role;

import static io.gatehouse.kit.database.Constraints.violates;
import static java.util.stream.Collectors.toSet;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.permission.UnheldException;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.auth.UpdateRoleRequest;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Roles in the database: each method is one transaction. */
@ApplicationScoped
class RoleService {

    private static final String LIST = "roles";

    private final RoleRepository roles;
    private final AuditTrail audit;
    private final Clock clock;

    RoleService(RoleRepository roles, AuditTrail audit, Clock clock) {
        this.roles = roles;
        this.audit = audit;
        this.clock = clock;
    }

    /** By name; the cursor is that of the page before, null for the first page. */
    @WithSession
    Uni<Page<Role>> list(String cursor, int limit) {
        var after = cursor == null ? "" : Cursor.decode(LIST, cursor).text(0);
        return roles.listAfter(after, limit + 1)
                .map(found -> Pages.of(found, limit, role -> Cursor.encode(LIST, role.name)));
    }

    @WithSession
    Uni<Role> get(String name) {
        return roles.get(name);
    }

    /** {@code role_taken} where there is one with this name, {@link UnheldException} where it allows more than its maker may. */
    @WithTransaction
    Uni<Role> create(String name, String description, Set<Permission> permissions, Set<Permission> held) {
        requireHeld(permissions, held);
        var role = new Role(name, description, permissions, clock.instant());
        return roles.persistAndFlush(role)
                .onFailure(violates(Role.NAME_KEY))
                .transform(taken -> new ApiException(ErrorCode.ROLE_TAKEN, taken))
                .call(() -> audit.append(entry(AuditAction.ROLE_CREATED, role)));
    }

    /** {@code version_conflict} where the basis is older, {@link UnheldException} where what is granted or taken away is more than who does so may. */
    @WithTransaction
    Uni<Role> change(String name, LongPredicate isBasis, UnaryOperator<UpdateRoleRequest> patch, Set<Permission> held) {
        return roles.getLocked(name)
                .invoke(role -> {
                    if (!isBasis.test(role.version)) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                    change(role, patch, held);
                })
                .call(roles::flush)
                .call(role -> audit.append(entry(AuditAction.ROLE_CHANGED, role)));
    }

    /** {@code role_in_use} where an account has it. */
    @WithTransaction
    Uni<Void> delete(String name) {
        return roles.getLocked(name)
                .invoke(role -> requireFree(role.isNeeded()))
                .call(roles::remove)
                .onFailure(violates(GrantedRoles.ROLE_KEY))
                .transform(used -> new ApiException(ErrorCode.ROLE_IN_USE, used))
                .chain(role ->
                        audit.append(AuditEntry.of(AuditAction.ROLE_DELETED).on(role.name)));
    }

    private void change(Role role, UnaryOperator<UpdateRoleRequest> patch, Set<Permission> held) {
        requireFree(role.isAdmin());
        var before = role.permissions();
        var wanted = patch.apply(new UpdateRoleRequest(role.description, before));
        requireHeld(onlyInOne(before, wanted.permissions()), held);
        role.change(wanted.description(), wanted.permissions(), clock.instant());
    }

    /** What is added and what is taken away: who may not do it does neither. */
    private static Set<Permission> onlyInOne(Set<Permission> before, Set<Permission> after) {
        return Stream.concat(before.stream(), after.stream())
                .filter(permission -> before.contains(permission) != after.contains(permission))
                .collect(toSet());
    }

    private static AuditEntry entry(AuditAction action, Role role) {
        return AuditEntry.of(action).on(role.name).with("permissions", List.of(role.permissions));
    }

    private static void requireFree(boolean fixed) {
        if (fixed) {
            throw new ApiException(ErrorCode.ROLE_FIXED);
        }
    }

    private static void requireHeld(Set<Permission> wanted, Set<Permission> held) {
        if (!held.containsAll(wanted)) {
            throw new UnheldException(wanted);
        }
    }
}
