package io.gatehouse.auth.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The first refresh token of a session as it is stored. Its exchange is the business of {@link RefreshTokenRepository}. */
@Entity
@Table(name = "refresh_token")
class StoredToken {

    @Id
    byte[] tokenHash;

    UUID sessionId;
    Instant expiresAt;
    Instant createdAt;
    Instant updatedAt;

    protected StoredToken() {} // Hibernate

    StoredToken(byte[] tokenHash, UUID sessionId, Instant expiresAt, Instant now) {
        this.tokenHash = tokenHash;
        this.sessionId = sessionId;
        this.expiresAt = expiresAt;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
