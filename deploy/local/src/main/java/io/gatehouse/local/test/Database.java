package io.gatehouse.local.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of the service under test, seen from beside it. */
public final class Database {

    private Database() {}

    /** A connection as the owner of everything, with the service's schema in front. */
    public static Connection connect() throws SQLException {
        var connection = PostgresTestResource.jdbc();
        connection.setSchema(PostgresTestResource.schema());
        return connection;
    }

    /** Runs one statement and tells how many rows it changed. */
    public static int update(String sql, Object... values) throws SQLException {
        try (var connection = connect();
                var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The first column of the first row as text; null where there is no row. */
    public static String value(String sql, Object... values) throws SQLException {
        var rows = values(sql, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** The first column of all rows as text. */
    public static List<String> values(String sql, Object... values) throws SQLException {
        try (var connection = connect();
                var statement = prepare(connection, sql, values);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
