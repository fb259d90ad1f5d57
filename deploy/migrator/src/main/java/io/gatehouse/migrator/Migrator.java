package io.gatehouse.migrator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates one service's schema. Running it again, or from two places at once, does no harm. */
public final class Migrator {

    // A migration that waits for a lock makes every later query wait behind it; better it fails and runs again.
    private static final String TIMEOUTS = "SET lock_timeout = '5s'; SET statement_timeout = '10min'";

    // Row-level security holds for the tables' owner as well; a migration sees and changes all rows.
    private static final String VIEWER = "; SET gatehouse.access = 'system'";

    private Migrator() {}

    /** Creates schema and role where missing, applies the pending migrations, and returns how many there were. */
    public static int migrate(PostgresUrl owner, ServiceSchema service) {
        return migrate(owner, service, Duration.ZERO);
    }

    /** The same with a server that may not be there yet. */
    static int migrate(PostgresUrl owner, ServiceSchema service, Duration patience) {
        try (var connection = Waiting.connect(owner, patience)) {
            SchemaOwner.prepare(connection, service);
            var applied = flyway(owner.dataSource(), service).migrate().migrationsExecuted;
            protectHistory(connection, service);
            return applied;
        } catch (SQLException | FlywayException failure) {
            throw new MigrationFailedException(service, failure);
        }
    }

    private static Flyway flyway(DataSource database, ServiceSchema service) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(service.schema())
                .createSchemas(false)
                .locations("filesystem:" + service.migrations().toAbsolutePath())
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .initSql(TIMEOUTS + VIEWER)
                // A session lock instead of one that holds a transaction
                // open: CREATE INDEX CONCURRENTLY waits for those.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    // The default privileges cover every table, this one included; a service may read which version it finds, no more.
    private static void protectHistory(Connection connection, ServiceSchema service) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("REVOKE INSERT, UPDATE, DELETE ON " + service.schema() + ".flyway_schema_history FROM "
                    + service.role());
        }
    }
}
