package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The migrator as its image runs it: a process that is told by variables, does its work and ends. */
@ExtendWith(SharedGatehouse.class)
class MigratorTest {

    private static final String DATABASE = "migrated";

    private final Gatehouse gatehouse;

    MigratorTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @BeforeEach
    void makeADatabase() throws SQLException {
        try (var connection = gatehouse.database();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    @ParameterizedTest
    @CsvSource({"auth-service, auth", "user-service, users"})
    void schemaIsBroughtToItsNewestVersionOnce(String service, String schema) throws IOException {
        var migrations = Script.CHECKOUT.resolve(service).resolve("src/main/migrations");

        var first = migrate(schema, migrations);
        var second = migrate(schema, migrations);

        assertThat(first.output()).endsWith("Schema %s: %d migrations applied\n".formatted(schema, count(migrations)));
        assertThat(second.output()).endsWith("Schema %s: 0 migrations applied\n".formatted(schema));
        assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(0);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var run = run(Map.of("GATEHOUSE_POSTGRES_URL", url(gatehouse.databaseUrl(DATABASE))));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEqualTo("The environment variable GATEHOUSE_DB_SCHEMA is missing\n");
    }

    private Script.Result migrate(String schema, Path migrations) throws IOException {
        return run(Map.of(
                "GATEHOUSE_POSTGRES_URL",
                url(gatehouse.databaseUrl(DATABASE)),
                "GATEHOUSE_DB_SCHEMA",
                schema,
                // Roles belong to the whole server, on which the set has its own.
                "GATEHOUSE_DB_USERNAME",
                "migrated_" + schema,
                "GATEHOUSE_DB_PASSWORD",
                "for-tests-only",
                "GATEHOUSE_MIGRATIONS",
                migrations.toString()));
    }

    private static Script.Result run(Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(settings);
        return Script.result(builder.start());
    }

    private static List<String> command() throws IOException {
        if (Script.NATIVE) {
            return List.of(NativeBinaries.of(Script.CHECKOUT.resolve("deploy"), "migrator")
                    .toString());
        }
        var target = Script.CHECKOUT.resolve("deploy/migrator/target");
        try (var jars = Files.newDirectoryStream(target, "gatehouse-migrator-*.jar")) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    jars.iterator().next() + ":" + target.resolve("lib/*"),
                    "io.gatehouse.migrator.MigratorMain");
        }
    }

    private static long count(Path migrations) throws IOException {
        try (Stream<Path> files = Files.list(migrations)) {
            return files.count();
        }
    }

    private static String url(PostgresUrl database) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(database.user(), database.password(), database.host(), database.port(), database.database());
    }
}
