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
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

/** Clients in the database and their secrets: each method is one transaction. */
@ApplicationScoped
class ClientService {

    private static final String LIST = "clients";

    /** One to leave and one to come. */
    private static final int MOST_SECRETS = 2;

    private final RegisteredClientRepository clients;
    private final ClientSecretRepository secrets;
    private final ClientSecrets maker;
    private final ClientAuthentication authentication;
    private final AuditTrail audit;
    private final Clock clock;

    ClientService(
            RegisteredClientRepository clients,
            ClientSecretRepository secrets,
            ClientSecrets maker,
            ClientAuthentication authentication,
            AuditTrail audit,
            Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.maker = maker;
        this.authentication = authentication;
        this.audit = audit;
        this.clock = clock;
    }

    /** By id; the cursor is that of the page before, null for the first page. */
    @WithSession
    Uni<Page<ClientWithSecrets>> list(String cursor, int limit) {
        var after = cursor == null ? "" : Cursor.decode(LIST, cursor).text(0);
        return clients.listAfter(after, limit + 1)
                .chain(this::withSecrets)
                .map(found -> Pages.of(found, limit, one -> Cursor.encode(LIST, one.client().id)));
    }

    @WithSession
    Uni<ClientWithSecrets> get(String id) {
        return clients.get(id).chain(this::withSecrets);
    }

    /** {@code client_id_taken} where there is one with this id, registered or of the set itself. */
    @WithTransaction
    Uni<NewClient> register(CreateClientRequest wanted) {
        if (authentication.isConfigured(wanted.clientId())
                || wanted.clientId().equals(TokenIssuer.FIRST_PARTY_CLIENT)) {
            throw new ApiException(ErrorCode.CLIENT_ID_TAKEN);
        }
        var client = new RegisteredClient(wanted.clientId(), wanted.name(), wanted.scopes(), clock.instant());
        return clients.persistAndFlush(client)
                .onFailure(violates(RegisteredClient.KEY))
                .transform(taken -> new ApiException(ErrorCode.CLIENT_ID_TAKEN, taken))
                .call(() -> audit.append(entry(AuditAction.CLIENT_REGISTERED, client)))
                .chain(() -> addSecret(client))
                .map(secret -> new NewClient(new ClientWithSecrets(client, List.of(secret.stored())), secret.value()));
    }

    /** {@code version_conflict} where the basis is older. */
    @WithTransaction
    Uni<ClientWithSecrets> change(String id, LongPredicate isBasis, UnaryOperator<UpdateClientRequest> patch) {
        return clients.getLocked(id)
                .invoke(client -> {
                    if (!isBasis.test(client.version)) {
                        throw new ApiException(ErrorCode.VERSION_CONFLICT);
                    }
                    client.change(patch.apply(new UpdateClientRequest(client.name, client.scopes())), clock.instant());
                })
                .call(clients::flush)
                .call(client -> audit.append(entry(AuditAction.CLIENT_CHANGED, client)))
                .chain(this::withSecrets);
    }

    /** What it holds goes with it; tokens it was given end with their time. */
    @WithTransaction
    Uni<Void> delete(String id) {
        return clients.getLocked(id)
                .call(clients::delete)
                .chain(client -> audit.append(entry(AuditAction.CLIENT_DELETED, client)));
    }

    /** {@code client_secrets_exhausted} where it has two. */
    @WithTransaction
    Uni<NewSecret> addSecret(String id) {
        return clients.getLocked(id)
                .call(client -> secrets.countOf(id).invoke(ClientService::requireRoom))
                .chain(this::addSecret)
                .call(secret -> audit.append(entry(AuditAction.CLIENT_SECRET_ADDED, id, secret.stored().id)));
    }

    /** {@code not_found} where the client has no such secret. */
    @WithTransaction
    Uni<Void> removeSecret(String id, UUID secret) {
        return secrets.delete(id, secret).chain(removed -> {
            if (!removed) {
                throw new ApiException(ErrorCode.NOT_FOUND);
            }
            return audit.append(entry(AuditAction.CLIENT_SECRET_REMOVED, id, secret));
        });
    }

    private Uni<NewSecret> addSecret(RegisteredClient client) {
        return maker.make(client.id).call(secret -> secrets.persist(secret.stored()));
    }

    private Uni<ClientWithSecrets> withSecrets(RegisteredClient client) {
        return withSecrets(List.of(client)).map(List::getFirst);
    }

    private Uni<List<ClientWithSecrets>> withSecrets(List<RegisteredClient> some) {
        return secrets.listOf(some.stream().map(client -> client.id).toList()).map(found -> {
            var byClient = found.stream().collect(groupingBy(secret -> secret.clientId));
            return some.stream()
                    .map(client -> new ClientWithSecrets(client, byClient.getOrDefault(client.id, List.of())))
                    .toList();
        });
    }

    private static void requireRoom(long present) {
        if (present >= MOST_SECRETS) {
            throw new ApiException(ErrorCode.CLIENT_SECRETS_EXHAUSTED);
        }
    }

    private static AuditEntry entry(AuditAction action, RegisteredClient client) {
        return AuditEntry.of(action).on(client.id).with("scopes", List.of(client.scopes));
    }

    private static AuditEntry entry(AuditAction action, String client, UUID secret) {
        return AuditEntry.of(action).on(client).with("secret_id", secret.toString());
    }
}
