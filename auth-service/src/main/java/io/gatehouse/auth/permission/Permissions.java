package io.gatehouse.auth.permission;

import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Asks the database, not the token: what was taken from a role or an account is gone at once. */
@Singleton
public class Permissions {

    private final PermissionRepository permissions;
    private final RecentSignIn signIn;
    private final CurrentIdentity identity;

    Permissions(PermissionRepository permissions, RecentSignIn signIn, CurrentIdentity identity) {
        this.permissions = permissions;
        this.signIn = signIn;
        this.identity = identity;
    }

    /** {@code forbidden} unless a role of whoever is signed in allows it. */
    public Uni<Void> require(Permission permission) {
        return requireAll(Set.of(permission));
    }

    /**
     * The same for what a stolen token must not be enough for: {@code reauthentication_required} unless whoever is signed in
     * has proved who they are a short time ago.
     */
    public Uni<Void> requireWithRecentSignIn(Permission permission) {
        return require(permission).chain(() -> signIn.require(identity.person()));
    }

    /** {@code forbidden} unless the roles of whoever is signed in allow all of it. */
    public Uni<Void> requireAll(Set<Permission> wanted) {
        return held().invoke(held -> {
                    if (!held.containsAll(wanted)) {
                        throw new ApiException(ErrorCode.FORBIDDEN);
                    }
                })
                .replaceWithVoid();
    }

    /** All that the roles of whoever is signed in allow at this moment. */
    public Uni<Set<Permission>> held() {
        var person = identity.person();
        return permissions.listIn(person.sessionId(), person.accountId());
    }

    /** All that the roles of an account allow, also while it is disabled. */
    public Uni<Set<Permission>> of(UUID accountId) {
        return permissions.listOf(accountId);
    }
}
