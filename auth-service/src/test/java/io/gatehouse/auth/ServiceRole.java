package io.gatehouse.auth;

import io.gatehouse.local.test.Database;
import java.sql.SQLException;

/** What the service itself could do in the database, by the rights of its role. */
public final class ServiceRole {

    private ServiceRole() {}

    /** Runs one statement with the rights of the service. */
    public static void execute(String sql) throws SQLException {
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE gatehouse_auth");
            statement.execute(sql);
        }
    }
}
