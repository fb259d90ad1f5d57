package io.gatehouse.auth.permission;

import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Asks the database, not the token: what was taken from a role or an account is gone at once. */
@Singleton
public class Permissions {

    private final PermissionRepository permissions;
    private final CurrentIdentity identity;

    Permissions(PermissionRepository permissions, CurrentIdentity identity) {
        this.permissions = permissions;
        this.identity = identity;
    }

    /** {@code forbidden} unless a role of whoever is signed in allows it. */
    public Uni<Void> require(Permission permission) {
        return permissions
                .listOf(identity.person().accountId())
                .invoke(held -> {
                    if (!held.contains(permission)) {
                        throw new ApiException(ErrorCode.FORBIDDEN);
                    }
                })
                .replaceWithVoid();
    }
}
