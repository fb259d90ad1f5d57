package io.gatehouse.auth.permission;

import io.gatehouse.contracts.auth.Permission;
import java.util.Set;

/** A change takes more than its maker may do; thrown within {@link Permissions#within}. */
public final class UnheldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient Set<Permission> wanted;

    public UnheldException(Set<Permission> wanted) {
        super("permissions that are not held", null, false, false);
        this.wanted = wanted;
    }
}
