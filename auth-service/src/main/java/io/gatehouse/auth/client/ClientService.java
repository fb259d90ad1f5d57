package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.auth.token.AccessToken;
import io.gatehouse.auth.token.TokenIssuer;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The {@code client_credentials} grant, RFC 6749 section 4.4. */
@Singleton
class ClientService {

    private final ClientsConfig clients;
    private final TokenIssuer issuer;

    ClientService(ClientsConfig clients, TokenIssuer issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    AccessToken issue(ClientCredentials credentials, TokenRequest request) {
        var allowed = authenticate(credentials).scope();
        var grant = request.find("grant_type")
                .orElseThrow(() -> new OAuthException(Code.INVALID_REQUEST, "grant_type is missing"));
        if (!grant.equals("client_credentials")) {
            throw new OAuthException(Code.UNSUPPORTED_GRANT_TYPE, "only client_credentials is supported");
        }
        return issuer.forClient(credentials.id(), granted(request, allowed));
    }

    private ClientsConfig.Client authenticate(ClientCredentials credentials) {
        var client = clients.all().get(credentials.id());
        var secret = client == null ? "" : client.secret().orElse("");
        // Compared for unknown clients as well, so that the time does not tell which exist.
        var matches = MessageDigest.isEqual(
                secret.getBytes(UTF_8), credentials.secret().getBytes(UTF_8));
        if (client == null || secret.isEmpty() || !matches) {
            throw new OAuthException(Code.INVALID_CLIENT, "unknown client or wrong secret");
        }
        return client;
    }

    private static Set<String> granted(TokenRequest request, Set<String> allowed) {
        var asked = new LinkedHashSet<>(request.find("scope")
                .map(scope -> List.of(scope.split(" ", -1)))
                .orElse(List.copyOf(allowed)));
        if (!allowed.containsAll(asked)) {
            throw new OAuthException(Code.INVALID_SCOPE, "the client may not have this scope");
        }
        return asked;
    }
}
