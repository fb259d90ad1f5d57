package io.gatehouse.kit.feed;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An event as it is appended. Its place in the log is the business of {@link FeedRepository}. */
@Entity
@Table(name = "outbox_event")
class OutboxEvent {

    @Id
    UUID id;

    @Column(name = "aggregatetype")
    String aggregateType;

    @Column(name = "aggregateid")
    UUID aggregateId;

    String type;
    JsonObject payload;
    Instant createdAt;
    Instant updatedAt;

    protected OutboxEvent() {} // Hibernate

    OutboxEvent(UUID id, String type, Subject subject, JsonObject payload, Instant now) {
        this.id = id;
        this.aggregateType = subject.kind();
        this.aggregateId = subject.id();
        this.type = type;
        this.payload = payload;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
