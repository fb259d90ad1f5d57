package io.gatehouse.auth.client;

import io.gatehouse.contracts.client.UpdateClientRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** A client that an administrator has registered. */
@Entity
@Table(name = "oauth_client")
class RegisteredClient {

    static final String KEY = "oauth_client_pkey";

    @Id
    String id;

    String name;
    String[] scopes;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected RegisteredClient() {} // Hibernate

    RegisteredClient(String id, String name, Collection<String> scopes, Instant now) {
        this.id = id;
        this.name = name;
        this.scopes = stored(scopes);
        this.createdAt = now;
        this.updatedAt = now;
    }

    Set<String> scopes() {
        return Set.of(scopes);
    }

    void change(UpdateClientRequest wanted, Instant now) {
        name = wanted.name();
        scopes = stored(wanted.scopes());
        updatedAt = now;
    }

    private static String[] stored(Collection<String> scopes) {
        return scopes.stream().sorted().toArray(String[]::new);
    }
}
