package io.gatehouse.auth.mfa;

import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A recovery code as it is stored. */
@Entity
@Table(name = "recovery_code")
class StoredRecoveryCode {

    @Id
    UUID id;

    UUID accountId;
    byte[] codeHash;
    Instant usedAt;
    Instant createdAt;
    Instant updatedAt;

    protected StoredRecoveryCode() {} // Hibernate

    StoredRecoveryCode(UUID accountId, RecoveryCode code, Instant now) {
        this.id = Ids.next();
        this.accountId = accountId;
        this.codeHash = code.hash(accountId);
        this.createdAt = now;
        this.updatedAt = now;
    }
}
