package io.gatehouse.auth.role;

/** The roles that are always there. */
public final class RoleNames {

    /** May do everything. */
    public static final String ADMIN = "admin";

    /** Of everybody who signs up. */
    public static final String USER = "user";

    private RoleNames() {}
}
