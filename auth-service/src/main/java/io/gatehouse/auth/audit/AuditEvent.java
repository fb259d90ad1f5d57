package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.AuditActor;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An entry as it is appended. */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEvent {

    @Id
    UUID id;

    String action;
    String outcome;
    String actorKind;
    String actorId;
    UUID accountId;
    String subject;
    String address;
    String device;
    String requestId;
    JsonObject detail;
    Instant createdAt;

    protected AuditEvent() {} // Hibernate

    AuditEvent(UUID id, AuditEntry entry, AuditActor actor, Instant now) {
        this.id = id;
        this.action = stored(entry.action());
        this.outcome = stored(entry.outcome());
        this.actorKind = stored(actor.kind());
        this.actorId = actor.id();
        this.accountId = entry.accountId();
        this.subject = entry.subject();
        this.detail = new JsonObject(entry.detail());
        this.createdAt = now;
    }

    /** Where it came from. */
    AuditEvent from(String sender, String senderDevice, String request) {
        address = sender;
        device = senderDevice;
        requestId = request;
        return this;
    }

    private static String stored(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
