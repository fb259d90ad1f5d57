package io.gatehouse.auth.session;

import io.gatehouse.auth.origin.RequestOrigin;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One sign-in, until it is ended or its time is up. */
@Entity
@Table(name = "session")
class Session {

    @Id
    UUID id;

    UUID accountId;

    /** Where it began. */
    String address;

    String device;

    Instant lastUsedAt;
    Instant expiresAt;
    Instant endedAt;
    String endReason;
    Instant createdAt;
    Instant updatedAt;

    protected Session() {} // Hibernate

    Session(UUID id, UUID accountId, RequestOrigin origin, Instant expiresAt, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.address = origin.address();
        this.device = origin.device();
        this.expiresAt = expiresAt;
        this.lastUsedAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    boolean isLive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }
}
