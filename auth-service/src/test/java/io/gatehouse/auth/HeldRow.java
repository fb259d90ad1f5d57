package io.gatehouse.auth;

import io.gatehouse.local.test.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The row of an account or a session, locked beside the service until it is let go. */
public final class HeldRow implements AutoCloseable {

    // Within a transaction pg_stat_activity knows no connection that was made after it was first asked.
    private static final String WAITING =
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";

    private final Connection connection;

    private HeldRow(Connection connection) {
        this.connection = connection;
    }

    public static HeldRow of(String table, UUID id) throws SQLException {
        var connection = Database.connect();
        connection.setAutoCommit(false);
        var held = new HeldRow(connection);
        held.take(table, id);
        return held;
    }

    /** Waits until the service wants the row. */
    public void awaitWaiter() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(this::isWantedByOne);
    }

    /** Takes one more row in the same transaction. */
    public void take(String table, UUID id) throws SQLException {
        update("UPDATE " + table + " SET updated_at = updated_at WHERE id = ?", id);
    }

    /** Changes something in the same transaction. */
    public void update(String sql, Object value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.executeUpdate();
        }
    }

    /** Commits, and lets the service go on. */
    public void release() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean isWantedByOne() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(WAITING)) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }
}
