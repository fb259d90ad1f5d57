package io.gatehouse.auth.mfa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody's password was right, and their second factor is awaited. */
@Entity
@Table(name = "mfa_challenge")
class Challenge {

    @Id
    byte[] tokenHash;

    UUID accountId;
    Instant expiresAt;
    Instant usedAt;
    Instant createdAt;
    Instant updatedAt;

    protected Challenge() {} // Hibernate

    Challenge(byte[] tokenHash, UUID accountId, Instant expiresAt, Instant now) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.expiresAt = expiresAt;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
