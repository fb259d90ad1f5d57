package io.gatehouse.migrator;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The part of the database that one service owns: its schema, the role it signs in with, and the folder of its Flyway files.
 * The role's password is set at every run, so changing it in the configuration is enough.
 */
public record ServiceSchema(String schema, String role, String rolePassword, Path migrations) {

    // Both go into DDL, where no parameters are possible.
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ServiceSchema {
        requireIdentifier(schema);
        requireIdentifier(role);
    }

    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a schema or role: [a-z][a-z0-9_]{0,62}");
        }
    }

    @Override
    public String toString() {
        return "ServiceSchema[" + schema + ", role " + role + ", " + migrations + "]";
    }
}
