package io.gatehouse.migrator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * Migrates one schema as the environment says: {@code GATEHOUSE_POSTGRES_URL} (of the owner), {@code GATEHOUSE_DB_SCHEMA},
 * {@code GATEHOUSE_DB_USERNAME} and {@code GATEHOUSE_DB_PASSWORD} (of the service's role), {@code GATEHOUSE_MIGRATIONS}; for a
 * server that is not there yet it waits for {@code GATEHOUSE_MIGRATOR_WAIT}.
 */
public final class MigratorMain {

    private static final String WAIT = "GATEHOUSE_MIGRATOR_WAIT";
    // Longer than PostgreSQL needs to start or to fail over; the Job tries again after it.
    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(2);

    private final Map<String, String> environment;

    private MigratorMain(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Exits with 0 when the schema is at its newest version, else with 1 and one sentence on standard error. */
    public static void main(String[] arguments) {
        try {
            new MigratorMain(System.getenv()).run();
        } catch (IllegalArgumentException | MigrationFailedException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        var url = PostgresUrl.parse(required("GATEHOUSE_POSTGRES_URL"));
        var service = new ServiceSchema(
                required("GATEHOUSE_DB_SCHEMA"),
                required("GATEHOUSE_DB_USERNAME"),
                required("GATEHOUSE_DB_PASSWORD"),
                Path.of(required("GATEHOUSE_MIGRATIONS")));
        var applied = Migrator.migrate(url, service, patience());
        System.out.println("Schema " + service.schema() + ": " + applied + " migrations applied");
    }

    private Duration patience() {
        var wait = environment.getOrDefault(WAIT, "");
        try {
            return wait.isBlank() ? DEFAULT_WAIT : Duration.parse("PT" + wait);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(WAIT + " reads 90S or 2M, and not " + wait, unreadable);
        }
    }

    private String required(String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
