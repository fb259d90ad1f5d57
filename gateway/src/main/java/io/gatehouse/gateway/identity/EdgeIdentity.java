package io.gatehouse.gateway.identity;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.context.CurrentContext;
import io.gatehouse.gateway.revocation.Revocations;
import io.gatehouse.gateway.route.IdentityRule;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.kit.identity.BearerChallenge;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.identity.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.TreeSet;

/** Verifies the access token of a request, and that it has not been revoked, as far as its route asks for it. */
@Singleton
public class EdgeIdentity {

    private static final String SCHEME = "bearer";

    private final TokenVerifier verifier;
    private final Revocations revocations;

    EdgeIdentity(TokenVerifier verifier, Revocations revocations) {
        this.verifier = verifier;
        this.revocations = revocations;
    }

    /**
     * The verified caller, or null where the route does without one. Fails with {@code invalid_token}, {@code
     * token_expired}, {@code session_revoked}, {@code forbidden}, or {@code service_unavailable} while neither keys nor
     * revocations could be had.
     */
    public Future<Identity> establish(MultiMap headers, Route route) {
        if (route.access().identity() == IdentityRule.NONE) {
            return Future.succeededFuture();
        }
        var token = token(headers);
        if (token != null) {
            return CurrentContext.observe(verifier.verify(token)).map(identity -> allowed(identity, route));
        }
        return route.access().identity() == IdentityRule.OPTIONAL
                ? Future.succeededFuture()
                : Future.failedFuture(new ApiException(ErrorCode.INVALID_TOKEN));
    }

    /** Whether the caller's identity takes the check of a signature, as that of a token does which was not seen before. */
    public boolean checksSignature(MultiMap headers, Route route) {
        if (route.access().identity() == IdentityRule.NONE) {
            return false;
        }
        var token = token(headers);
        return token != null && !verifier.remembers(token);
    }

    // One of two tokens would be checked here and the other one perhaps by the service.
    private static String token(MultiMap headers) {
        var authorization = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (authorization.isEmpty()) {
            return null;
        }
        if (authorization.size() > 1) {
            throw new ApiException(ErrorCode.INVALID_TOKEN, "there is more than one Authorization header");
        }
        var value = authorization.getFirst();
        return isBearer(value) ? value.substring(SCHEME.length()).strip() : null;
    }

    // Whatever ends the name of the scheme: a tab there would make nobody of a caller whom a lenient service knows.
    private static boolean isBearer(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (value.length() == SCHEME.length() || Character.isWhitespace(value.charAt(SCHEME.length())));
    }

    // Revocations of each request anew: that the verifier remembers a token says nothing about them.
    private Identity allowed(Identity identity, Route route) {
        revocations.check(identity);
        if (!route.access().roles().isEmpty()
                && Collections.disjoint(route.access().roles(), identity.groups())) {
            throw new ApiException(ErrorCode.FORBIDDEN);
        }
        if (!identity.scopes().containsAll(route.access().scopes())) {
            throw new ApiException(ErrorCode.FORBIDDEN)
                    .with(
                            BearerChallenge.SCOPE,
                            String.join(" ", new TreeSet<>(route.access().scopes())));
        }
        return identity;
    }
}
