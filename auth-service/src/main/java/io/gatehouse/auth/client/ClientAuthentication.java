package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.auth.session.PersonTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.UUID;

/** Who a client is: one of the set's own, whose secrets come with the configuration, or one that an administrator has registered. */
@Singleton
class ClientAuthentication {

    private final ConfiguredClients configured;
    private final ClientAuthenticationRepository registered;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final PersonTokens persons;
    private final Clock clock;

    ClientAuthentication(
            ConfiguredClients configured,
            ClientAuthenticationRepository registered,
            ClientSecrets secrets,
            ClientAssertions assertions,
            PersonTokens persons,
            Clock clock) {
        this.configured = configured;
        this.registered = registered;
        this.secrets = secrets;
        this.assertions = assertions;
        this.persons = persons;
        this.clock = clock;
    }

    /** {@code invalid_client} for what proves nothing and for a client that does not exist, alike. */
    Uni<AuthenticatedClient> authenticate(ClientCredentials credentials) {
        if (!isStorable(credentials.id())) {
            return Uni.createFrom().failure(ClientAuthentication::refusal);
        }
        return switch (credentials) {
            case ClientCredentials.Shared shared -> authenticate(shared);
            case ClientCredentials.Signed signed ->
                assertions.authenticate(signed.assertion()).onItem().ifNull().failWith(ClientAuthentication::refusal);
        };
    }

    /** And asks whether a session may be used; of a registered client with a secret the database is asked once for both. */
    Uni<AskingClient> authenticate(ClientCredentials credentials, UUID accountId, UUID sessionId) {
        return credentials instanceof ClientCredentials.Shared shared && isRegistered(shared.id())
                ? registered
                        .find(shared.id(), accountId, sessionId, clock.instant())
                        .chain(known -> check(shared, known).map(client -> new AskingClient(client, known.isLive())))
                : authenticate(credentials).chain(client -> persons.isLive(accountId, sessionId)
                        .map(live -> new AskingClient(client, live)));
    }

    /** Whether the client may still do anything. */
    Uni<Boolean> exists(String clientId) {
        return isConfigured(clientId) ? Uni.createFrom().item(true) : registered.exists(clientId);
    }

    boolean isConfigured(String clientId) {
        return configured.find(clientId).isPresent();
    }

    private boolean isRegistered(String clientId) {
        return isStorable(clientId) && !isConfigured(clientId);
    }

    // The database has no text with NUL, and so no such client.
    private static boolean isStorable(String clientId) {
        return clientId.indexOf('\0') < 0;
    }

    private Uni<AuthenticatedClient> authenticate(ClientCredentials.Shared credentials) {
        return configured
                .find(credentials.id())
                .map(own -> authenticate(credentials, own))
                .orElseGet(() -> registered.find(credentials.id()).chain(known -> check(credentials, known)));
    }

    private static Uni<AuthenticatedClient> authenticate(
            ClientCredentials.Shared credentials, ConfiguredClients.ConfiguredClient client) {
        var secret = client.secret();
        var matches = MessageDigest.isEqual(
                secret.getBytes(UTF_8), credentials.secret().getBytes(UTF_8));
        return matches && !secret.isEmpty()
                ? Uni.createFrom().item(new AuthenticatedClient(credentials.id(), client.scope()))
                : Uni.createFrom().failure(ClientAuthentication::refusal);
    }

    private Uni<AuthenticatedClient> check(
            ClientCredentials.Shared credentials, ClientAuthenticationRepository.Known known) {
        return secrets.matches(credentials.secret(), known.secretHashes()).map(matches -> {
            if (!matches) {
                throw refusal();
            }
            return new AuthenticatedClient(credentials.id(), known.scopes());
        });
    }

    private static OAuthException refusal() {
        return new OAuthException(Code.INVALID_CLIENT, "unknown client or wrong credentials");
    }
}
