package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Version N-1 of a service runs on schema N; version N does not serve on schema N-1. */
@ExtendWith(SharedGatehouse.class)
class SchemaVersionTest {

    private static final String SERVICE = "user-service";
    private static final String DATABASE = "versions";
    private static final Pattern PARTS = Pattern.compile("_");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Gatehouse gatehouse;
    private final PostgresUrl database;

    @TempDir
    private Path migrations;

    SchemaVersionTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        this.database = gatehouse.databaseUrl(DATABASE);
    }

    @BeforeEach
    void makeDatabase() throws SQLException, IOException {
        try (var connection = gatehouse.database();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        try (var files = Files.list(Script.CHECKOUT.resolve(SERVICE).resolve("src/main/migrations"))) {
            for (var file : files.toList()) {
                Files.copy(file, migrations.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void serviceServesNotBeforeItsSchemaIsThere() throws IOException {
        var newest = newest();
        var later = Files.move(migrations.resolve(newest), migrations.resolve("later"));
        migrate();

        try (var service = Replica.launch(SERVICE, "service-before-its-schema", settings())) {
            var said = "and this build needs " + version(newest) + ": run the migrator of this version";
            assertThat(Eventually.ask(PATIENCE, () -> asked(service, said), found -> found))
                    .isTrue();
            assertThat(service.ready()).isFalse();
            assertThat(service.readiness().replaceAll("\\s", "")).contains("\"name\":\"schema\",\"status\":\"DOWN\"");

            Files.move(later, migrations.resolve(newest));
            migrate();

            service.awaitReady();
        }
    }

    @Test
    void serviceServesOnASchemaThatIsNewer() throws IOException {
        Files.writeString(migrations.resolve("V999__of_a_later_version.sql"), "SELECT 1;");
        migrate();

        try (var service = Replica.start(SERVICE, gatehouse, settings())) {
            assertThat(service.readiness().replaceAll("\\s", "")).contains("\"name\":\"schema\",\"status\":\"UP\"");
        }
    }

    // A service looks at its schema when a probe asks.
    private static boolean asked(Replica service, String sentence) {
        try {
            return !service.ready() && service.hasSaid(sentence);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String newest() throws IOException {
        try (var files = Files.list(migrations)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .max(Comparator.comparing(SchemaVersionTest::padded))
                    .orElseThrow();
        }
    }

    // 032_5 as 00032.00005, so that texts are in the order of the numbers.
    private static String padded(String file) {
        return PARTS.splitAsStream(file.replaceFirst("V(.+?)__.*", "$1"))
                .map(part -> "%05d".formatted(Integer.valueOf(part)))
                .collect(Collectors.joining("."));
    }

    private static String version(String file) {
        return file.replaceFirst("V0*(.+?)__.*", "$1").replace('_', '.');
    }

    private void migrate() {
        Migrator.migrate(
                database,
                new ServiceSchema(
                        "users", "gatehouse_user", gatehouse.secret("database_password." + SERVICE), migrations));
    }

    private Map<String, String> settings() {
        var settings = ReplicaSettings.of(gatehouse).of(SERVICE);
        settings.put("GATEHOUSE_DB_URL", database.reactive());
        return settings;
    }
}
