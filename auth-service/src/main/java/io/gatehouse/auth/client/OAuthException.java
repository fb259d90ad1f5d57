package io.gatehouse.auth.client;

/** A refusal in the words of RFC 6749 section 5.2 and RFC 7009 section 2.2.1. */
final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The {@code error} values. */
    enum Code {
        INVALID_REQUEST("invalid_request", 400),
        INVALID_CLIENT("invalid_client", 401),
        INVALID_SCOPE("invalid_scope", 400),
        UNAUTHORIZED_CLIENT("unauthorized_client", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
        UNSUPPORTED_TOKEN_TYPE("unsupported_token_type", 400),
        SERVER_ERROR("server_error", 500),
        TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503);

        final String wire;
        final int status;

        Code(String wire, int status) {
            this.wire = wire;
            this.status = status;
        }
    }

    final Code code;

    OAuthException(Code code, String description) {
        super(description, null, false, false);
        this.code = code;
    }
}
