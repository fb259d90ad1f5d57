package io.gatehouse.auth.role;

import io.gatehouse.contracts.auth.Permission;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What accounts may have, and what it lets them do. */
@Entity
@Table(name = "role")
class Role {

    static final String NAME_KEY = "role_pkey";

    @Id
    String name;

    String description;

    String[] permissions;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected Role() {} // Hibernate

    Role(String name, String description, Set<Permission> permissions, Instant now) {
        this.name = name;
        this.description = description;
        this.permissions = stored(permissions);
        this.createdAt = now;
        this.updatedAt = now;
    }

    Set<Permission> permissions() {
        return isAdmin() ? EnumSet.allOf(Permission.class) : known();
    }

    /** May always do everything, so that there is always somebody who can mend the other roles. */
    boolean isAdmin() {
        return name.equals(RoleNames.ADMIN);
    }

    /** Accounts are made with these. */
    boolean isNeeded() {
        return isAdmin() || name.equals(RoleNames.USER);
    }

    void change(String newDescription, Set<Permission> newPermissions, Instant now) {
        description = newDescription;
        permissions = Stream.concat(Arrays.stream(stored(newPermissions)), unknown())
                .sorted()
                .toArray(String[]::new);
        updatedAt = now;
    }

    // A permission of a newer version that runs beside this one is none that this one could grant.
    private Set<Permission> known() {
        return Arrays.stream(permissions)
                .map(Permission::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    // Nor one that this one could take away.
    private Stream<String> unknown() {
        return Arrays.stream(permissions)
                .filter(permission -> Permission.of(permission).isEmpty());
    }

    private static String[] stored(Collection<Permission> permissions) {
        return permissions.stream().map(permission -> permission.wire).sorted().toArray(String[]::new);
    }
}
