package io.gatehouse.bench.users;

import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The profiles that are read, made by {@code bench/sql/people.sql}. */
public final class People {

    private static final int ALL = 20_000;
    private static final int ASKED_FOR = 2_000;

    private People() {}

    /** Makes them, and returns the ids of those who are asked for. */
    public static List<UUID> make(Path checkout, PostgresUrl database) throws IOException {
        var script = Files.readString(checkout.resolve("bench/sql/people.sql"));
        try (var connection = database.dataSource().getConnection()) {
            connection.setSchema("users");
            execute(connection, "SET gatehouse.people = '" + ALL + "'");
            // What begins with a backslash is for psql.
            for (var statement : script.replaceAll("(?m)^(\\\\|--).*$", "").split(";\\n", -1)) {
                if (!statement.isBlank()) {
                    execute(connection, statement);
                }
            }
            return ids(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("the profiles could not be made", failure);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<UUID> ids(Connection connection) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM profile ORDER BY random() LIMIT " + ASKED_FOR)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
