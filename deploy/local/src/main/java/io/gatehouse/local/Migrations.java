package io.gatehouse.local;

import io.gatehouse.migrator.MigrationFailedException;
import io.gatehouse.migrator.Migrator;
import io.gatehouse.migrator.PostgresUrl;
import io.gatehouse.migrator.ServiceSchema;

/** Brings the schema of every service that keeps data to its newest version. */
final class Migrations {

    private Migrations() {}

    static void run(Home home, PostgresUrl database, Secrets secrets) {
        for (var service : home.services().all()) {
            service.schema().ifPresent(schema -> migrate(home, database, secrets, service, schema));
        }
    }

    private static void migrate(Home home, PostgresUrl database, Secrets secrets, Service service, String schema) {
        try {
            Migrator.migrate(
                    database,
                    new ServiceSchema(
                            schema,
                            service.role().orElseThrow(),
                            secrets.databasePassword(service),
                            home.migrations(service)));
        } catch (MigrationFailedException failure) {
            throw new LauncherException(failure.getMessage(), null, failure);
        }
    }
}
