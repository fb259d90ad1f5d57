package io.gatehouse.auth.client;

import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A secret of a client, as its keyed hash. */
@Entity
@Table(name = "oauth_client_secret")
class ClientSecret {

    @Id
    UUID id;

    String clientId;
    byte[] secretHash;
    Instant createdAt;
    Instant updatedAt;

    protected ClientSecret() {} // Hibernate

    ClientSecret(String clientId, byte[] secretHash, Instant now) {
        this.id = Ids.next();
        this.clientId = clientId;
        this.secretHash = secretHash;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
