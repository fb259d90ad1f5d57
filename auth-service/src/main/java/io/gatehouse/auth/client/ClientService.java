package io.gatehouse.auth.client;

import static io.gatehouse.kit.database.Constraints.violates;
import static java.util.stream.Collectors.groupingBy;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.client.CreateClientRequest;
import io.gatehouse.contracts.client.UpdateClientRequest;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

/** Clients in the database: each method is one transaction. Their secrets and keys have services of their own. */
@ApplicationScoped
class ClientService {

    private static final String LIST = "clients";

    private final RegisteredClientRepository clients;
    private final ClientSecretRepository secrets;
    private final ClientKeyRepository keys;
    private final ClientAuthentication authentication;
    private final AuditTrail audit;
    private final Clock clock;

    ClientService(
            RegisteredClientRepository clients,
            ClientSecretRepository secrets,
            ClientKeyRepository keys,
            ClientAuthentication authentication,
            AuditTrail audit,
            Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.keys = keys;
        this.authentication = authentication;
        this.audit = audit;
        this.clock = clock;
    }

    /** By id; the cursor is that of the page before, null for the first page. */
    @WithSession
    Uni<Page<ClientWithCredentials>> list(String cursor, int limit) {
        var after = cursor == null ? "" : Cursor.decode(LIST, cursor).text(0);
        return clients.listAfter(after, limit + 1)
                .chain(this::withCredentials)
                .map(found -> Pages.of(found, limit, one -> Cursor.encode(LIST, one.client().id)));
    }

    @WithSession
    Uni<ClientWithCredentials> get(String id) {
        return clients.get(id).chain(this::withCredentials);
    }

    /**
     * Registers a client with its first secret; {@code client_id_taken} where there is one with this id, registered or of the
     * set itself.
     */
    @WithTransaction
    Uni<NewClient> register(CreateClientRequest wanted, NewSecret secret) {
        if (authentication.isConfigured(wanted.clientId())
                || wanted.clientId().equals(TokenIssuer.FIRST_PARTY_CLIENT)) {
            throw new ApiException(ErrorCode.CLIENT_ID_TAKEN);
        }
        var client = new RegisteredClient(wanted.clientId(), wanted.name(), wanted.scopes(), clock.instant());
        return clients.persistAndFlush(client)
                .onFailure(violates(RegisteredClient.KEY))
                .transform(taken -> new ApiException(ErrorCode.CLIENT_ID_TAKEN, taken))
                .call(() -> audit.append(entry(AuditAction.CLIENT_REGISTERED, client)))
                .call(() -> secrets.persist(secret.stored()))
                .map(registered -> new NewClient(
                        new ClientWithCredentials(client, List.of(secret.stored()), List.of()), secret.value()));
    }

    /** {@code version_conflict} where the basis is older. */
    @WithTransaction
    Uni<ClientWithCredentials> change(String id, LongPredicate isBasis, UnaryOperator<UpdateClientRequest> patch) {
        return clients.getLocked(id)
                .invoke(client -> {
                    if (!isBasis.test(client.version)) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                    client.change(patch.apply(new UpdateClientRequest(client.name, client.scopes())), clock.instant());
                })
                .call(clients::flush)
                .call(client -> audit.append(entry(AuditAction.CLIENT_CHANGED, client)))
                .chain(this::withCredentials);
    }

    /** What it holds goes with it; tokens it was given end with their time. */
    @WithTransaction
    Uni<Void> delete(String id) {
        return clients.getLocked(id)
                .call(clients::remove)
                .chain(client -> audit.append(entry(AuditAction.CLIENT_DELETED, client)));
    }

    private Uni<ClientWithCredentials> withCredentials(RegisteredClient client) {
        return withCredentials(List.of(client)).map(List::getFirst);
    }

    private Uni<List<ClientWithCredentials>> withCredentials(List<RegisteredClient> some) {
        var ids = some.stream().map(client -> client.id).toList();
        return secrets.listOf(ids).chain(theirSecrets -> keys.listOf(ids).map(theirKeys -> {
            var secretsOf = theirSecrets.stream().collect(groupingBy(secret -> secret.clientId));
            var keysOf = theirKeys.stream().collect(groupingBy(key -> key.clientId));
            return some.stream()
                    .map(client -> new ClientWithCredentials(
                            client,
                            secretsOf.getOrDefault(client.id, List.of()),
                            keysOf.getOrDefault(client.id, List.of())))
                    .toList();
        }));
    }

    private static AuditEntry entry(AuditAction action, RegisteredClient client) {
        return AuditEntry.of(action).on(client.id).with("scopes", List.of(client.scopes));
    }
}
