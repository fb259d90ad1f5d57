package io.gatehouse.e2e;

import io.gatehouse.local.test.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Rows of the database that a test holds locked, so that whoever writes them waits until it lets go. */
public final class RowLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;

    private RowLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes what this query with {@code FOR UPDATE} finds. */
    public static RowLock take(Connection connection, String query, Object value) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Row-level security holds for the owner as well.
            statement.execute("SET gatehouse.access = 'system'");
        }
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(query)) {
            statement.setObject(1, value);
            if (!statement.executeQuery().next()) {
                throw new IllegalStateException("there is nothing to lock");
            }
        }
        return new RowLock(connection);
    }

    /** Returns once so many statements of others wait for them. */
    public void awaitWaiting(int statements) {
        if (Eventually.ask(PATIENCE, this::waiting, count -> count == statements) != statements) {
            throw new IllegalStateException(waiting() + " wait for the rows, and not " + statements);
        }
    }

    public void unlock() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    // Within a transaction pg_stat_activity knows no connection that was made after it was first asked.
    private int waiting() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
