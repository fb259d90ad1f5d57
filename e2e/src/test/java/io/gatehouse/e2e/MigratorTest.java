package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.resilience.TcpProxy;
import io.gatehouse.local.NativeBinaries;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"auth", "users"})
    void schemaIsBroughtToItsNewestVersionOnce(String schema) throws IOException {
        var first = migrate(schema);
        var second = migrate(schema);

        assertThat(first.output())
                .endsWith("Schema %s: %d migrations applied\n".formatted(schema, count(migrations(schema))));
        assertThat(second.output()).endsWith("Schema %s: 0 migrations applied\n".formatted(schema));
        assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(0);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var database = gatehouse.databaseUrl(DATABASE);
        var run = run(Map.of("GATEHOUSE_POSTGRES_URL", url(database, database.port())));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEqualTo("The environment variable GATEHOUSE_DB_SCHEMA is missing\n");
    }

    @Test
    void serverThatComesLaterIsWaitedFor() throws IOException {
        try (var proxy = new TcpProxy(gatehouse.databaseUrl(DATABASE).port())) {
            proxy.refuse();

            var process = start(settings(proxy.port(), "auth", "30S"));
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine())
                        .isEqualTo("PostgreSQL at 127.0.0.1:%d does not answer yet; waiting for up to 30 s"
                                .formatted(proxy.port()));
                proxy.accept();

                assertThat(output.lines().toList().getLast()).startsWith("Schema auth: ");
            }
            assertThat(process.onExit().join().exitValue()).isZero();
        }
    }

    @Test
    void serverThatDoesNotComeIsGivenUp() throws IOException {
        try (var proxy = new TcpProxy(gatehouse.databaseUrl(DATABASE).port())) {
            proxy.refuse();

            var run = Script.result(start(settings(proxy.port(), "auth", "1S")));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output())
                    .contains(
                            "The migration of schema 'auth' failed: PostgreSQL at 127.0.0.1:%d has not answered for 1 s: "
                                    .formatted(proxy.port()));
        }
    }

    @Test
    void whatWaitingCannotMendIsSaidAtOnce() throws IOException {
        var database = gatehouse.databaseUrl("nowhere");
        var settings = new HashMap<>(settings(database.port(), "auth", "10M"));
        settings.put("GATEHOUSE_POSTGRES_URL", url(database, database.port()));

        var run = run(settings);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("database \"nowhere\" does not exist").doesNotContain("waiting");
    }

    private Script.Result migrate(String schema) throws IOException {
        return run(settings(gatehouse.databaseUrl(DATABASE).port(), schema, "0S"));
    }

    private static Path migrations(String schema) {
        return Script.SERVICES.stream()
                .filter(service -> service.schema().filter(schema::equals).isPresent())
                .map(service -> Script.CHECKOUT.resolve(service.folder()).resolve("src/main/migrations"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> settings(int port, String schema, String wait) {
        return Map.of(
                "GATEHOUSE_POSTGRES_URL",
                url(gatehouse.databaseUrl(DATABASE), port),
                "GATEHOUSE_MIGRATOR_WAIT",
                wait,
                "GATEHOUSE_DB_SCHEMA",
                schema,
                // Roles belong to the whole server, on which the set has its own.
                "GATEHOUSE_DB_USERNAME",
                "migrated_" + schema,
                "GATEHOUSE_DB_PASSWORD",
                "for-tests-only",
                "GATEHOUSE_MIGRATIONS",
                migrations(schema).toString());
    }

    private static Script.Result run(Map<String, String> settings) throws IOException {
        return Script.result(start(settings));
    }

    private static Process start(Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(settings);
        return builder.start();
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

    private static String url(PostgresUrl database, int port) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(database.user(), database.password(), database.host(), port, database.database());
    }
}
