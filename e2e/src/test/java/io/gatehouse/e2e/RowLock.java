package io.gatehouse.e2e;

import io.gatehouse.local.test.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Rows of the database that a test holds locked, so that whoever writes them waits until it lets go. */
final class RowLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;

    private RowLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes what this query with {@code FOR UPDATE} and an id as its parameter finds. */
    static RowLock take(Gatehouse gatehouse, String query, String id) throws SQLException {
        var connection = gatehouse.database();
        try (var statement = connection.createStatement()) {
            // Row-level security holds for the owner as well.
            statement.execute("SET gatehouse.access = 'system'");
        }
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            if (!statement.executeQuery().next()) {
                throw new IllegalStateException("there is nothing to lock");
            }
        }
        return new RowLock(connection);
    }

    /** Returns once a statement of somebody else waits for it. */
    void awaitSomebodyWaiting() {
        if (!Eventually.ask(PATIENCE, this::keepsSomebodyWaiting, waiting -> waiting)) {
            throw new IllegalStateException("nobody waits for the rows");
        }
    }

    void unlock() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    // Within a transaction pg_stat_activity knows no connection that was made after it was first asked.
    private boolean keepsSomebodyWaiting() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
            rows.next();
            return rows.getInt(1) > 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
