package io.gatehouse.e2e;

import io.gatehouse.migrator.PostgresUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of all services, as the owner of the database sees them. */
public record Tables(PostgresUrl database) {

    /** The first column of the only row, as a number. */
    public long number(String sql, Object... values) {
        return Long.parseLong(texts(sql, values).getFirst());
    }

    /** The first column of every row, as text. */
    public List<String> texts(String sql, Object... values) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
