package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import java.net.URLDecoder;
import java.util.Base64;

/** The id and secret a client sent, in one of the two ways of RFC 6749 section 2.3.1. */
record ClientCredentials(String id, String secret) {

    private static final String BASIC = "basic ";

    static ClientCredentials of(String authorization, OAuthRequest request) {
        var inBody = request.find("client_secret").isPresent();
        if (authorization == null) {
            if (!inBody) {
                throw refused("client authentication is required");
            }
            return new ClientCredentials(
                    request.find("client_id").orElse(""),
                    request.find("client_secret").get());
        }
        if (inBody) {
            throw new OAuthException(Code.INVALID_REQUEST, "use one way of client authentication, not two");
        }
        var credentials = basic(authorization);
        if (!request.find("client_id").orElse(credentials.id).equals(credentials.id)) {
            throw new OAuthException(Code.INVALID_REQUEST, "client_id names another client than the one that signs in");
        }
        return credentials;
    }

    private static ClientCredentials basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw refused("the authentication scheme is not Basic");
        }
        try {
            var decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            var pair = new String(decoded, UTF_8).split(":", 2);
            if (pair.length == 2) {
                return new ClientCredentials(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
            }
        } catch (IllegalArgumentException notDecodable) {
            throw refused("the Basic credentials are not readable");
        }
        throw refused("the Basic credentials are not readable");
    }

    private static OAuthException refused(String description) {
        return new OAuthException(Code.INVALID_CLIENT, description);
    }

    @Override
    public String toString() {
        return "ClientCredentials[redacted]";
    }
}
