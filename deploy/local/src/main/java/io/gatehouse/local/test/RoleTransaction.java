package io.gatehouse.local.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Transactions of a service's own role, one after the other, for tests of what row-level security shows it. */
public final class RoleTransaction implements AutoCloseable {

    private static final String SET = "SELECT set_config(?, ?, true)";

    private final Connection connection;

    private RoleTransaction(Connection connection) {
        this.connection = connection;
    }

    /** As the service itself has them, by the name of its role. */
    public static RoleTransaction of(String role) throws SQLException {
        var connection = PostgresTestResource.jdbcAs(role);
        connection.setAutoCommit(false);
        return new RoleTransaction(connection);
    }

    /** Says for whom the transaction is; null for nobody with an account. */
    public void enter(String access, UUID account) throws SQLException {
        set("gatehouse.access", access);
        set("gatehouse.account", account == null ? "" : account.toString());
    }

    /** A setting that ends with the transaction. */
    public void set(String name, String value) throws SQLException {
        try (var statement = connection.prepareStatement(SET)) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    /** The first column of all rows. */
    public Set<UUID> ids(String sql) throws SQLException {
        var ids = new HashSet<UUID>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** How many rows a statement changed. */
    public int changed(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
