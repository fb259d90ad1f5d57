package io.gatehouse.kit.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready while the database answers in time. Stands for the platform's own check, which waits far longer. */
@Readiness
@Singleton
class DatabaseReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);

    private final Pool database;
    private final DatabaseConfig config;

    DatabaseReadiness(Pool database, DatabaseConfig config) {
        this.database = database;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.withConnection(
                        connection -> connection.query("SELECT 1").execute())
                .replaceWith(true)
                .ifNoItem()
                .after(config.readinessTimeout())
                .fail()
                .onFailure()
                .invoke(cause -> LOG.warnf("The database does not answer: %s", cause))
                .onFailure()
                .recoverWithItem(false)
                .map(answers ->
                        HealthCheckResponse.named("database").status(answers).build());
    }
}
