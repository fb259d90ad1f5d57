package io.gatehouse.auth.client;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.security.PublicKey;
import java.time.Instant;

/** A public key on P-256 by which a client may prove who it is. */
@Entity
@Table(name = "oauth_client_key")
@IdClass(ClientKeyId.class)
class ClientKey {

    @Id
    String clientId;

    @Id
    String kid;

    byte[] publicKey;
    Instant createdAt;
    Instant updatedAt;

    protected ClientKey() {} // Hibernate

    ClientKey(ClientKeyId id, PublicKey key, Instant now) {
        this.clientId = id.clientId();
        this.kid = id.kid();
        this.createdAt = now;
        become(key, now);
    }

    void become(PublicKey key, Instant now) {
        publicKey = key.getEncoded();
        updatedAt = now;
    }
}
