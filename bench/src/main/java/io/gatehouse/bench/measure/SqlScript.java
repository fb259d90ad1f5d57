package io.gatehouse.bench.measure;

import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of {@code bench/sql/}, for people with psql and for benchmarks. */
public final class SqlScript {

    /** What begins with a backslash is for psql. */
    private static final Pattern NOT_SQL = Pattern.compile("(?m)^(\\\\|--).*$");

    private final Path checkout;
    private final PostgresUrl database;
    private final String schema;

    public SqlScript(Path checkout, PostgresUrl database, String schema) {
        this.checkout = checkout;
        this.database = database;
        this.schema = schema;
    }

    /** Runs it with these settings in the schema. */
    public void run(String file, Map<String, String> settings) throws IOException {
        var script = Files.readString(checkout.resolve("bench/sql").resolve(file));
        try (var connection = connection()) {
            for (var setting : settings.entrySet()) {
                set(connection, setting.getKey(), setting.getValue());
            }
            for (var statement : NOT_SQL.matcher(script).replaceAll("").split(";\n", -1)) {
                if (!statement.isBlank()) {
                    execute(connection, statement);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(file + " could not be run", failure);
        }
    }

    /** The first column of what is found. */
    public List<String> column(String query) {
        var values = new ArrayList<String>();
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(query + " could not be asked", failure);
        }
    }

    private Connection connection() throws SQLException {
        var connection = database.dataSource().getConnection();
        connection.setSchema(schema);
        return connection;
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
