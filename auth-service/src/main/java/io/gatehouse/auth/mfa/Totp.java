package io.gatehouse.auth.mfa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An account's authenticator: one for each, which counts once its person has shown a code of it. */
@Entity
@Table(name = "totp")
class Totp {

    @Id
    UUID id;

    UUID accountId;

    /** Under the master key, with the id as context. */
    byte[] secretSealed;

    Instant activatedAt;

    /** The newest step of which a code was accepted. */
    Long lastStep;

    Instant createdAt;
    Instant updatedAt;

    protected Totp() {} // Hibernate

    Totp(UUID id, UUID accountId, byte[] secretSealed, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.secretSealed = secretSealed;
        this.createdAt = now;
        this.updatedAt = now;
    }

    boolean isActive() {
        return activatedAt != null;
    }
}
