package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;

/** Who a client is: one of the set's own, whose secrets come with the configuration, or one that an administrator has registered. */
@Singleton
class ClientAuthentication {

    private final ConfiguredClients configured;
    private final ClientAuthenticationRepository registered;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;

    ClientAuthentication(
            ConfiguredClients configured,
            ClientAuthenticationRepository registered,
            ClientSecrets secrets,
            ClientAssertions assertions) {
        this.configured = configured;
        this.registered = registered;
        this.secrets = secrets;
        this.assertions = assertions;
    }

    /** {@code invalid_client} for what proves nothing and for a client that does not exist, alike. */
    Uni<AuthenticatedClient> authenticate(ClientCredentials credentials) {
        // The database has no such text, and so no such client.
        if (credentials.id().indexOf('\0') >= 0) {
            return Uni.createFrom().failure(ClientAuthentication::refusal);
        }
        return switch (credentials) {
            case ClientCredentials.Shared shared -> authenticate(shared);
            case ClientCredentials.Signed signed ->
                assertions.authenticate(signed.assertion()).onItem().ifNull().failWith(ClientAuthentication::refusal);
        };
    }

    /** Whether the client may still do anything. */
    Uni<Boolean> exists(String clientId) {
        return isConfigured(clientId) ? Uni.createFrom().item(true) : registered.exists(clientId);
    }

    boolean isConfigured(String clientId) {
        return configured.find(clientId).isPresent();
    }

    private Uni<AuthenticatedClient> authenticate(ClientCredentials.Shared credentials) {
        return configured
                .find(credentials.id())
                .map(own -> authenticate(credentials, own))
                .orElseGet(() -> authenticateRegistered(credentials));
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

    private Uni<AuthenticatedClient> authenticateRegistered(ClientCredentials.Shared credentials) {
        return registered.find(credentials.id()).chain(known -> secrets.matches(
                        credentials.secret(), known.secretHashes())
                .map(matches -> {
                    if (!matches) {
                        throw refusal();
                    }
                    return new AuthenticatedClient(credentials.id(), known.scopes());
                }));
    }

    private static OAuthException refusal() {
        return new OAuthException(Code.INVALID_CLIENT, "unknown client or wrong credentials");
    }
}
