package io.gatehouse.auth.session;

import io.gatehouse.auth.origin.RequestOrigin;
import io.gatehouse.auth.token.Authentication;
import io.gatehouse.auth.token.Proof;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

    /** When its person last proved to be one; null where it was opened by a version that did not note it. */
    Instant authenticatedAt;

    /** With what; null likewise. */
    String[] amr;

    Instant expiresAt;
    Instant endedAt;
    String endReason;
    Instant createdAt;
    Instant updatedAt;

    protected Session() {} // Hibernate

    Session(UUID id, UUID accountId, RequestOrigin origin, Instant expiresAt, Authentication authentication) {
        var now = authentication.at();
        this.id = id;
        this.accountId = accountId;
        this.address = origin.address();
        this.device = origin.device();
        this.expiresAt = expiresAt;
        this.lastUsedAt = now;
        this.authenticatedAt = now;
        this.amr = authentication.amr().toArray(String[]::new);
        this.createdAt = now;
        this.updatedAt = now;
    }

    Authentication authentication() {
        return authenticatedAt == null
                ? Authentication.by(Proof.PASSWORD, createdAt)
                : new Authentication(List.of(amr), authenticatedAt);
    }

    boolean isLive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }
}
