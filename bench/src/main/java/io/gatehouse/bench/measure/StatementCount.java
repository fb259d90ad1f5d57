package io.gatehouse.bench.measure;

import io.gatehouse.local.server.Patience;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Counts statements at PostgreSQL: for a while it writes down each of them, which is told from its log. Nothing is written while
 * anything else is measured.
 */
public final class StatementCount {

    private static final Pattern STATEMENT = Pattern.compile("^.*LOG: {2}(execute|statement)\\b.*");
    private static final Duration UNTIL_EVERYBODY_HAS_HEARD = Duration.ofMillis(300);

    private final PostgresUrl superuser;
    private final Path log;

    public StatementCount(PostgresUrl superuser, Path log) {
        this.superuser = superuser;
        this.log = log;
    }

    /** How many were written down before. */
    long begin() {
        set("all");
        return count();
    }

    long end() {
        var counted = count();
        set("none");
        return counted;
    }

    private void set(String which) {
        try (var connection = superuser.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET log_statement = '" + which + "'");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException failure) {
            throw new IllegalStateException("statements cannot be counted", failure);
        }
        var patience = Patience.of(UNTIL_EVERYBODY_HAS_HEARD);
        while (!patience.isOver()) {
            patience.pause();
        }
    }

    private long count() {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> STATEMENT.matcher(line).matches()).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
