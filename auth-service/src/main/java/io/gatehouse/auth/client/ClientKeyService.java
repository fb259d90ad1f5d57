package io.gatehouse.auth.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.ClientAssertion;
import io.gatehouse.kit.identity.KeySet;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;

/** The public keys of clients in the database: each method is one transaction. */
@ApplicationScoped
class ClientKeyService {

    /** One to leave and one to come. */
    private static final int MOST = 2;

    private final RegisteredClientRepository clients;
    private final ClientKeyRepository keys;
    private final AuditTrail audit;
    private final Clock clock;

    ClientKeyService(RegisteredClientRepository clients, ClientKeyRepository keys, AuditTrail audit, Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** The key has this id from now on; {@code client_keys_exhausted} where it is new and the client has two. */
    @WithTransaction
    Uni<ClientKey> set(ClientKeyId id, JsonNode jwk) {
        var key = publicKey(id, jwk);
        return clients.getLocked(id.clientId())
                .chain(() -> keys.findById(id))
                .chain(known -> known == null ? add(id, key) : replace(known, key))
                .call(keys::flush)
                .call(() -> audit.append(entry(AuditAction.CLIENT_KEY_SET, id)));
    }

    /** {@code not_found} where the client has no such key. */
    @WithTransaction
    Uni<Void> remove(ClientKeyId id) {
        return keys.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw new ApiException(ErrorCode.NOT_FOUND);
                    }
                })
                .chain(() -> audit.append(entry(AuditAction.CLIENT_KEY_REMOVED, id)));
    }

    private Uni<ClientKey> add(ClientKeyId id, PublicKey key) {
        return keys.countOf(id.clientId())
                .invoke(present -> {
                    if (present >= MOST) {
                        throw new ApiException(ErrorCode.CLIENT_KEYS_EXHAUSTED);
                    }
                })
                .chain(() -> keys.persist(new ClientKey(id, key, clock.instant())));
    }

    private Uni<ClientKey> replace(ClientKey known, PublicKey key) {
        known.become(key, clock.instant());
        return Uni.createFrom().item(known);
    }

    private static PublicKey publicKey(ClientKeyId id, JsonNode jwk) {
        if (!ClientAssertion.isKeyId(id.kid())) {
            throw ApiException.invalid("kid", "invalid_format", "must be 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        if (jwk.has("kid") && !id.kid().equals(jwk.path("kid").textValue())) {
            throw ApiException.invalid("kid", "invalid_value", "must be the id in the path");
        }
        try {
            return KeySet.publicKey(jwk);
        } catch (IllegalArgumentException unusable) {
            throw ApiException.invalid(
                    "", "invalid_value", "must be a public key for ES256 as a JWK: " + unusable.getMessage());
        }
    }

    private static AuditEntry entry(AuditAction action, ClientKeyId id) {
        return AuditEntry.of(action).on(id.clientId()).with("kid", id.kid());
    }
}
