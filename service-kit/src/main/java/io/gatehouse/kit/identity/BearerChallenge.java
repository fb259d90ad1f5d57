package io.gatehouse.kit.identity;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;

/** What {@code WWW-Authenticate} says of a refusal (RFC 6750 section 3, RFC 9470 section 3). */
public final class BearerChallenge {

    /** Member of a {@code forbidden}: the scopes that were needed, separated by spaces. */
    public static final String SCOPE = "scope";

    /** Member of a {@code reauthentication_required}: how long ago the sign-in may be, in seconds. */
    public static final String MAX_AGE = "max_age";

    private BearerChallenge() {}

    /**
     * Null where nothing is asked for. RFC 9110 section 11.6.1 wants a challenge with every 401; no error is named in it where
     * no token was sent, or where it is not the token that was refused.
     */
    public static String of(ApiException failure, boolean tokenWasSent) {
        if (failure.code == ErrorCode.FORBIDDEN) {
            return failure.extensions.get(SCOPE) instanceof String scope
                    ? error("insufficient_scope") + parameter(SCOPE, scope)
                    : null;
        }
        if (failure.code.status != 401) {
            return null;
        }
        return tokenWasSent ? ofToken(failure) : "Bearer";
    }

    private static String ofToken(ApiException failure) {
        return switch (failure.code) {
            case INVALID_TOKEN -> error("invalid_token");
            case TOKEN_EXPIRED -> error("invalid_token") + parameter("error_description", "The access token expired");
            case SESSION_REVOKED -> error("invalid_token") + parameter("error_description", "The session has ended");
            case REAUTHENTICATION_REQUIRED ->
                failure.extensions.get(MAX_AGE) instanceof Long seconds
                        ? error("insufficient_user_authentication") + parameter(MAX_AGE, seconds.toString())
                        : error("insufficient_user_authentication");
            default -> "Bearer";
        };
    }

    private static String error(String code) {
        return "Bearer error=\"" + code + "\"";
    }

    private static String parameter(String name, String value) {
        return ", " + name + "=\"" + value + "\"";
    }
}
