package io.gatehouse.migrator;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;

/** Connects to a PostgreSQL that may not be there yet: it starts, fails over, or has no name so far. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    // Classes and codes of PostgreSQL's appendix A: no connection, starting up or shutting down, no connection left.
    private static final String CONNECTION = "08";
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03", "53300");

    private final PostgresUrl server;
    private final Duration patience;
    private final long start = System.nanoTime();

    private Waiting(PostgresUrl server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** Whatever waiting cannot mend, a wrong password say, fails at once. */
    static Connection connect(PostgresUrl server, Duration patience) throws SQLException {
        return new Waiting(server, patience).connect();
    }

    private Connection connect() throws SQLException {
        var database = server.dataSource();
        for (var told = false; ; told = true) {
            try {
                return database.getConnection();
            } catch (SQLException failure) {
                if (!mayPass(failure) || patience.isZero()) {
                    throw failure;
                }
                if (waited().compareTo(patience) >= 0) {
                    throw givenUp(failure);
                }
                if (!told) {
                    System.out.println(
                            place() + " does not answer yet; waiting for up to " + patience.toSeconds() + " s");
                }
                pause();
            }
        }
    }

    private static boolean mayPass(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith(CONNECTION) || NOT_NOW.contains(state));
    }

    private SQLException givenUp(SQLException last) {
        return new SQLTransientConnectionException(
                place() + " has not answered for " + patience.toSeconds() + " s: " + last.getMessage(),
                last.getSQLState(),
                last);
    }

    private String place() {
        return "PostgreSQL at " + server.host() + ":" + server.port();
    }

    private Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", interrupt);
        }
    }
}
