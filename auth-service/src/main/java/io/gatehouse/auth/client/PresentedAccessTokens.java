package io.gatehouse.auth.client;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.identity.TokenVerifier;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Access tokens that somebody else shows, not those that authenticate a request. */
@Singleton
class PresentedAccessTokens {

    private final TokenVerifier verifier;

    PresentedAccessTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** A refresh token has no dots. */
    static boolean isOne(String token) {
        return token.indexOf('.') >= 0;
    }

    /** Whom the token speaks for; null where it is not ours, or no longer good. */
    Uni<Identity> find(String token) {
        return Uni.createFrom()
                .completionStage(() -> verifier.verify(token).toCompletionStage())
                .onFailure(PresentedAccessTokens::isRefusal)
                .recoverWithNull();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ApiException refused && refused.code != ErrorCode.SERVICE_UNAVAILABLE;
    }
}
