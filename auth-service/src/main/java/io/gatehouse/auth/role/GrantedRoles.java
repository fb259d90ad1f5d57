package io.gatehouse.auth.role;

import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.auth.permission.Permissions;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ApiException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Roles that somebody wants an account to have. */
@ApplicationScoped
public class GrantedRoles {

    static final String ROLE_KEY = "account_role_role_fkey";

    private final RoleRepository roles;
    private final Permissions permissions;

    GrantedRoles(RoleRepository roles, Permissions permissions) {
        this.roles = roles;
        this.permissions = permissions;
    }

    /**
     * Fails with {@code validation_failed} where there is no such role, and with {@code forbidden} where it allows what
     * whoever is signed in may not do themselves.
     */
    public Uni<Void> require(Set<String> granted) {
        return granted.isEmpty()
                ? Uni.createFrom().voidItem()
                : allowedBy(granted).chain(permissions::requireAll);
    }

    /** The change that grants roles, refused like any other role that is none where one was deleted since it was looked at. */
    public static <T> Uni<T> untilDeleted(Uni<T> change) {
        return change.onFailure(violates(ROLE_KEY)).transform(deleted -> noRole());
    }

    @WithSession
    Uni<Set<Permission>> allowedBy(Set<String> granted) {
        return roles.listNamed(granted).map(found -> union(granted, found));
    }

    private static Set<Permission> union(Set<String> granted, List<Role> found) {
        if (found.size() < granted.size()) {
            throw noRole();
        }
        var all = EnumSet.noneOf(Permission.class);
        found.forEach(role -> all.addAll(role.permissions()));
        return all;
    }

    private static ApiException noRole() {
        return ApiException.invalid("roles", "invalid_value", "must be names of roles");
    }
}
