package io.gatehouse.auth.audit;

import io.gatehouse.kit.database.Statements;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Makes the partitions of the coming months and drops those past retention. The database does it, with rights the service
 * does not have; where it has not yet, events wait in the default partition.
 */
@Singleton
class AuditPartitions {

    private static final Logger LOG = Logger.getLogger(AuditPartitions.class);

    private static final String ADD = "SELECT audit_add_partitions()";
    private static final String DROP = "SELECT audit_drop_partitions($1)";

    private final Statements statements;
    private final AuditConfig config;

    AuditPartitions(Statements statements, AuditConfig config) {
        this.statements = statements;
        this.config = config;
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        return statements
                .change(ADD, Tuple.tuple())
                .chain(() -> statements.change(DROP, Tuple.of(Interval.of().days(config.retentionDays()))))
                .replaceWithVoid()
                // There is another hour to try in, and the default partition meanwhile.
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The partitions of the audit trail are not renewed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
