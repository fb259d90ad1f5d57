package io.gatehouse.auth.audit;

import io.gatehouse.auth.origin.RequestOrigin;
import io.gatehouse.contracts.audit.ActorKind;
import io.gatehouse.contracts.audit.AuditActor;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.gatehouse.kit.web.RequestIds;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.MDC;

/** Where features tell who did what. */
@Singleton
public class AuditTrail {

    private final AuditRepository repository;
    private final CurrentIdentity identity;
    private final RequestOrigin origin;
    private final Clock clock;

    AuditTrail(AuditRepository repository, CurrentIdentity identity, RequestOrigin origin, Clock clock) {
        this.repository = repository;
        this.identity = identity;
        this.origin = origin;
        this.clock = clock;
    }

    /** Appends what was done, in the transaction that does it. */
    public Uni<Void> append(AuditEntry entry) {
        return Panache.getSession().chain(session -> session.persist(event(entry)));
    }

    /** The same in the transaction that is open on a connection apart from Hibernate. */
    public Uni<Void> append(SqlConnection connection, AuditEntry entry) {
        return repository.insert(connection, event(entry));
    }

    /** Appends in a transaction of its own what was refused, or what was done in a statement of its own. */
    public Uni<Void> appendApart(AuditEntry entry) {
        return Panache.withTransaction(() -> append(entry));
    }

    private AuditEvent event(AuditEntry entry) {
        var actor = entry.actor() == null ? speaker() : entry.actor();
        var event = new AuditEvent(Ids.next(), entry, actor, clock.instant());
        return actor.kind() == ActorKind.SYSTEM
                ? event
                : event.from(origin.address(), origin.device(), (String) MDC.get(RequestIds.MDC_KEY));
    }

    private AuditActor speaker() {
        var speaker = identity.get();
        return new AuditActor(speaker.isPerson() ? ActorKind.ACCOUNT : ActorKind.CLIENT, speaker.subject());
    }
}
