package io.gatehouse.user.organization;

import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.web.RequestIds;
import io.gatehouse.user.organization.OrganizationEvents.News;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.MDC;

/** An entry of the audit trail. */
@Entity
class AuditEvent {

    @Id
    UUID id;

    UUID organizationId;
    String action;
    UUID actorId;
    JsonObject detail;
    String requestId;
    Instant createdAt;

    protected AuditEvent() {} // Hibernate

    AuditEvent(Viewer actor, News news, JsonObject detail, Instant now) {
        this.id = Ids.next();
        this.organizationId = news.organizationId();
        this.action = news.type();
        this.actorId = actor.accountId();
        this.detail = detail;
        this.requestId = (String) MDC.get(RequestIds.MDC_KEY);
        this.createdAt = now;
    }
}
