package io.gatehouse.local.test;

import io.gatehouse.local.server.EmbeddedPostgres;
import io.gatehouse.local.server.EmbeddedPostgres.Durability;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * A migrated PostgreSQL for the service under test. Init arguments: {@code schema} and {@code role}; the migrations are those
 * in {@code src/main/migrations} of its module.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    // Everything here lives as long as one test run, on 127.0.0.1.
    private static final String PASSWORD = "for-tests-only";
    private static final Path MIGRATIONS = Path.of("src", "main", "migrations");

    // All profiles of a module have the same, and each its own copy of this class.
    private static final String SCHEMA = "gatehouse.test.schema";

    private String schema;
    private String role;

    @Override
    public void init(Map<String, String> arguments) {
        schema = arguments.get("schema");
        role = arguments.get("role");
        System.setProperty(SCHEMA, schema);
    }

    @Override
    public Map<String, String> start() {
        server().start();
        var url = url();
        Migrator.migrate(url, new ServiceSchema(schema, role, PASSWORD, MIGRATIONS));
        return Map.of(
                "GATEHOUSE_DB_URL", url.reactive(),
                "GATEHOUSE_DB_USERNAME", role,
                "GATEHOUSE_DB_PASSWORD", PASSWORD);
    }

    /** Leaves the server to the next profile; it ends with the JVM. */
    @Override
    public void stop() {}

    /** The server, for tests of what happens without it. */
    public static TestServer server() {
        return new TestServer(
                EmbeddedPostgres.NAME,
                port -> EmbeddedPostgres.start(TestFolders.ofThisJvm(), port, PASSWORD, Durability.NONE));
    }

    /** A connection as the owner of everything, for tests that look at the tables themselves. */
    public static Connection jdbc() throws SQLException {
        return url().dataSource().getConnection();
    }

    /** The schema of the service under test. */
    static String schema() {
        return System.getProperty(SCHEMA);
    }

    /** A connection as the service itself has them, by the name of its role. */
    public static Connection jdbcAs(String role) throws SQLException {
        return url().dataSource().getConnection(role, PASSWORD);
    }

    private static PostgresUrl url() {
        return EmbeddedPostgres.url(server().port(), PASSWORD);
    }
}
