package io.gatehouse.migrator;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Makes schema and role, and says what the role may do. */
final class SchemaOwner {

    // Any fixed number; two migrators at once then make roles one after the other.
    private static final long LOCK = 0x67617465L;

    private SchemaOwner() {}

    static void prepare(Connection connection, ServiceSchema service) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
        if (!roleExists(connection, service.role())) {
            execute(connection, "CREATE ROLE " + service.role() + " LOGIN");
        }
        // The driver hashes the password here, so it never travels or gets logged in the clear.
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(service.role(), service.rolePassword().toCharArray(), null);
        grant(connection, service.schema(), service.role());
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void grant(Connection connection, String schema, String role) throws SQLException {
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema);
        execute(connection, "GRANT USAGE ON SCHEMA " + schema + " TO " + role);
        execute(connection, """
                ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s
                """.formatted(schema, role));
        execute(connection, """
                ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT USAGE, SELECT ON SEQUENCES TO %s
                """.formatted(schema, role));
        execute(connection, "ALTER ROLE " + role + " SET search_path = " + schema);
    }

    private static boolean roleExists(Connection connection, String role) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, role);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
