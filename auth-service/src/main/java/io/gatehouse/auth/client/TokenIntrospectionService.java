package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.auth.session.PersonTokens;
import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.client.IntrospectionResponse;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** What a token is worth at this moment, by the database and not by the token alone: RFC 7662. */
@Singleton
class TokenIntrospectionService {

    /** What a client must be registered with to ask about other people's tokens. */
    static final String SCOPE = "tokens:introspect";

    private final ClientAuthentication clients;
    private final PresentedAccessTokens accessTokens;
    private final PersonTokens persons;
    private final TokenIssuer issuer;

    TokenIntrospectionService(
            ClientAuthentication clients,
            PresentedAccessTokens accessTokens,
            PersonTokens persons,
            TokenIssuer issuer) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.persons = persons;
        this.issuer = issuer;
    }

    // An access token is read before the client is asked for its proof, so that one look at the database tells of both.
    Uni<IntrospectionResponse> introspect(ClientCredentials credentials, OAuthRequest request) {
        return request.find("token")
                .filter(PresentedAccessTokens::isOne)
                .map(token -> accessTokens.find(token).chain(identity -> accessToken(credentials, identity)))
                .orElseGet(() -> authenticate(credentials).chain(_ -> refreshToken(request.require("token"))));
    }

    /** @param identity null where the token is no good */
    private Uni<IntrospectionResponse> accessToken(ClientCredentials credentials, Identity identity) {
        if (identity != null && identity.isPerson()) {
            return clients.authenticate(credentials, identity.accountId(), identity.sessionId())
                    .invoke(asking -> requireScope(asking.client()))
                    .map(asking -> answer(identity, asking.isLive()));
        }
        return authenticate(credentials)
                .chain(_ -> identity == null ? Uni.createFrom().item(false) : clients.exists(identity.clientId()))
                .map(live -> answer(identity, live));
    }

    private Uni<AuthenticatedClient> authenticate(ClientCredentials credentials) {
        return clients.authenticate(credentials).invoke(TokenIntrospectionService::requireScope);
    }

    private IntrospectionResponse answer(Identity identity, boolean isLive) {
        return isLive ? active(identity) : IntrospectionResponse.INACTIVE;
    }

    private Uni<IntrospectionResponse> refreshToken(String token) {
        return persons.find(token)
                .map(found -> found == null
                        ? IntrospectionResponse.INACTIVE
                        : new IntrospectionResponse(
                                true,
                                TokenIssuer.FIRST_PARTY_SCOPE,
                                TokenIssuer.FIRST_PARTY_CLIENT,
                                null,
                                found.expiresAt().getEpochSecond(),
                                found.accountId().toString(),
                                null,
                                issuer.issuer(),
                                found.sessionId(),
                                null));
    }

    private IntrospectionResponse active(Identity identity) {
        return new IntrospectionResponse(
                true,
                String.join(" ", identity.scopes()),
                identity.clientId(),
                "Bearer",
                identity.expiresAt().getEpochSecond(),
                identity.subject(),
                issuer.audience(),
                issuer.issuer(),
                identity.sessionId(),
                identity.isPerson() ? List.copyOf(identity.groups()) : null);
    }

    private static void requireScope(AuthenticatedClient client) {
        if (!client.scopes().contains(SCOPE)) {
            throw new OAuthException(Code.UNAUTHORIZED_CLIENT, "the client may not introspect tokens");
        }
    }
}
