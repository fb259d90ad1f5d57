package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.auth.token.AccessToken;
import io.gatehouse.auth.token.TokenIssuer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The {@code client_credentials} grant, RFC 6749 section 4.4. */
@Singleton
class TokenService {

    private final ClientAuthentication clients;
    private final TokenIssuer issuer;

    TokenService(ClientAuthentication clients, TokenIssuer issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    Uni<AccessToken> issue(ClientCredentials credentials, OAuthRequest request) {
        return clients.authenticate(credentials).map(client -> issue(client, request));
    }

    private AccessToken issue(AuthenticatedClient client, OAuthRequest request) {
        if (!request.require("grant_type").equals("client_credentials")) {
            throw new OAuthException(Code.UNSUPPORTED_GRANT_TYPE, "only client_credentials is supported");
        }
        return issuer.forClient(client.id(), granted(request, client.scopes()));
    }

    private static Set<String> granted(OAuthRequest request, Set<String> allowed) {
        var asked = new LinkedHashSet<>(request.find("scope")
                .map(scope -> List.of(scope.split(" ", -1)))
                .orElseGet(() -> List.copyOf(new TreeSet<>(allowed))));
        if (!allowed.containsAll(asked)) {
            throw new OAuthException(Code.INVALID_SCOPE, "the client may not have this scope");
        }
        return asked;
    }
}
