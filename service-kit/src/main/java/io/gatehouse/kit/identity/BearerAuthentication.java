package io.gatehouse.kit.identity;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/**
 * Bearer tokens (RFC 6750) for {@code @Authenticated} and {@code @RolesAllowed}. Roles are the token's groups; a scope
 * {@code s} is the role {@code scope:s}, so that both are asked for in the same way and never mistaken for each other.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    static final String IDENTITY = "gatehouse.identity";

    private static final String SCHEME = "bearer ";

    private final TokenVerifier verifier;

    BearerAuthentication(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        var header = headers.getFirst();
        // Not for the bearer scheme: some resources read Basic themselves (RFC 6749 section 2.3.1).
        if (headers.size() == 1 && !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        if (headers.size() > 1) {
            return Uni.createFrom().failure(refused(new ApiException(ErrorCode.INVALID_TOKEN)));
        }
        var token = header.substring(SCHEME.length()).strip();
        return Uni.createFrom()
                .completionStage(() -> verifier.verify(token).toCompletionStage())
                .map(BearerAuthentication::secured)
                .onFailure(ApiException.class)
                .transform(BearerAuthentication::refused);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }

    private static SecurityIdentity secured(Identity identity) {
        var roles = new HashSet<>(identity.groups());
        identity.scopes().forEach(scope -> roles.add("scope:" + scope));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(identity.subject()))
                .addRoles(roles)
                .addAttribute(IDENTITY, identity)
                .build();
    }

    private static Throwable refused(Throwable failure) {
        return new AuthenticationFailedException(failure);
    }
}
