package io.gatehouse.kit.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready once the schema has the migrations that this build was made with, or newer ones: version N-1 runs on schema N, and version N not
 * on schema N-1. A schema never goes back, so that after the first yes nobody asks again.
 */
@Readiness
@Singleton
class SchemaReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);
    private static final String APPLIED =
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL";

    private final Pool database;
    private final DatabaseConfig config;
    private final Optional<SchemaVersion> needed;
    private final AtomicReference<String> said = new AtomicReference<>("");
    private volatile boolean reached;

    SchemaReadiness(Pool database, DatabaseConfig config) {
        this.database = database;
        this.config = config;
        this.needed = SchemaVersion.newest(config.migrations().orElse(List.of()));
        this.reached = needed.isEmpty();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return reached ? Uni.createFrom().item(this::response) : look().map(_ -> response());
    }

    private Uni<Void> look() {
        return database.withConnection(connection -> connection.query(APPLIED).execute())
                .ifNoItem()
                .after(config.readinessTimeout())
                .fail()
                .map(SchemaReadiness::newest)
                .invoke(this::compare)
                .onFailure()
                .invoke(cause -> say("The version of the schema cannot be read, has the migrator run? " + cause))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Optional<SchemaVersion> newest(RowSet<Row> rows) {
        return SchemaVersion.newest(StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList());
    }

    private void compare(Optional<SchemaVersion> found) {
        var wanted = needed.orElseThrow();
        reached = found.filter(version -> version.compareTo(wanted) >= 0).isPresent();
        if (!reached) {
            say("The schema is at version " + found.map(SchemaVersion::toString).orElse("0") + ", and this build needs "
                    + wanted + ": run the migrator of this version");
        }
    }

    // Probes come every few seconds.
    private void say(String sentence) {
        if (!sentence.equals(said.getAndSet(sentence))) {
            LOG.warn(sentence);
        }
    }

    private HealthCheckResponse response() {
        return HealthCheckResponse.named("schema").status(reached).build();
    }
}
