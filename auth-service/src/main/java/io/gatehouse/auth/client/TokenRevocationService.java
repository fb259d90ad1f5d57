package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.auth.session.PersonTokens;
import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Ends what a token belongs to: RFC 7009. Access and refresh tokens of a person are of one session, which ends with either.
 * A token that is unknown or no longer good is no error.
 */
@Singleton
class TokenRevocationService {

    private final ClientAuthentication clients;
    private final PresentedAccessTokens accessTokens;
    private final PersonTokens persons;

    TokenRevocationService(ClientAuthentication clients, PresentedAccessTokens accessTokens, PersonTokens persons) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.persons = persons;
    }

    Uni<Void> revoke(String authorization, OAuthRequest request) {
        return callerOf(authorization, request).chain(caller -> revoke(caller, request.require("token")));
    }

    /** The set's own applications have no secret (RFC 6749 section 2.1, public clients); the token is proof enough. */
    private Uni<String> callerOf(String authorization, OAuthRequest request) {
        var isPublic = !ClientCredentials.areIn(authorization, request)
                && request.find("client_id").equals(Optional.of(TokenIssuer.FIRST_PARTY_CLIENT));
        return isPublic
                ? Uni.createFrom().item(TokenIssuer.FIRST_PARTY_CLIENT)
                : clients.authenticate(ClientCredentials.of(authorization, request))
                        .map(AuthenticatedClient::id);
    }

    private Uni<Void> revoke(String caller, String token) {
        if (PresentedAccessTokens.isOne(token)) {
            return accessTokens
                    .find(token)
                    .onItem()
                    .ifNotNull()
                    .transformToUni(identity -> revoke(caller, identity))
                    .replaceWithVoid();
        }
        requireOwn(caller, TokenIssuer.FIRST_PARTY_CLIENT);
        return persons.end(token);
    }

    private Uni<Void> revoke(String caller, Identity identity) {
        requireOwn(caller, identity.clientId());
        if (!identity.isPerson()) {
            throw new OAuthException(Code.UNSUPPORTED_TOKEN_TYPE, "a client's own tokens end with their time");
        }
        return persons.end(identity.accountId(), identity.sessionId());
    }

    private static void requireOwn(String caller, String owner) {
        if (!owner.equals(caller)) {
            throw new OAuthException(Code.UNAUTHORIZED_CLIENT, "the token was not issued to this client");
        }
    }
}
