package io.gatehouse.auth.client;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The secrets of clients in the database: each method is one transaction. */
@ApplicationScoped
class ClientSecretService {

    /** One to leave and one to come. */
    private static final int MOST = 2;

    private final RegisteredClientRepository clients;
    private final ClientSecretRepository secrets;
    private final AuditTrail audit;

    ClientSecretService(RegisteredClientRepository clients, ClientSecretRepository secrets, AuditTrail audit) {
        this.clients = clients;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** {@code client_secrets_exhausted} where the client has two. */
    @WithTransaction
    Uni<Void> add(ClientSecret secret) {
        return clients.getLocked(secret.clientId)
                .chain(() -> secrets.countOf(secret.clientId))
                .invoke(ClientSecretService::requireRoom)
                .chain(() -> secrets.persist(secret))
                .chain(() -> audit.append(entry(AuditAction.CLIENT_SECRET_ADDED, secret.clientId, secret.id)));
    }

    /** {@code not_found} where the client has no such secret. */
    @WithTransaction
    Uni<Void> remove(String clientId, UUID id) {
        return secrets.delete(clientId, id)
                .invoke(removed -> {
                    if (!removed) {
                        throw new ApiException(ErrorCode.NOT_FOUND);
                    }
                })
                .chain(() -> audit.append(entry(AuditAction.CLIENT_SECRET_REMOVED, clientId, id)));
    }

    private static void requireRoom(long present) {
        if (present >= MOST) {
            throw new ApiException(ErrorCode.CLIENT_SECRETS_EXHAUSTED);
        }
    }

    private static AuditEntry entry(AuditAction action, String clientId, UUID secret) {
        return AuditEntry.of(action).on(clientId).with("secret_id", secret.toString());
    }
}
