package io.gatehouse.auth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.kit.identity.ClientAssertion;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;

/** What a client sent to prove who it is, in one of the ways of RFC 6749 section 2.3.1 and RFC 7523 section 2.2. */
sealed interface ClientCredentials {

    String id();

    /** A secret, in the header or in the form. */
    record Shared(String id, String secret) implements ClientCredentials {

        @Override
        public String toString() {
            return "Shared[redacted]";
        }
    }

    /** A JWT that the client has signed. */
    record Signed(ClientAssertion assertion) implements ClientCredentials {

        @Override
        public String id() {
            return assertion.clientId();
        }
    }

    /** Whether there are any. */
    static boolean areIn(String authorization, OAuthRequest request) {
        return ways(authorization, request) > 0;
    }

    static ClientCredentials of(String authorization, OAuthRequest request) {
        if (!areIn(authorization, request)) {
            throw refused("client authentication is required");
        }
        if (ways(authorization, request) > 1) {
            throw invalid("use one way of client authentication, not two");
        }
        var credentials = read(authorization, request);
        if (!request.find("client_id").orElse(credentials.id()).equals(credentials.id())) {
            throw invalid("client_id names another client than the one that signs in");
        }
        return credentials;
    }

    private static long ways(String authorization, OAuthRequest request) {
        return Stream.of(
                        authorization,
                        request.find("client_secret").orElse(null),
                        request.find("client_assertion").orElse(null))
                .filter(Objects::nonNull)
                .count();
    }

    private static ClientCredentials read(String authorization, OAuthRequest request) {
        if (authorization != null) {
            return basic(authorization);
        }
        return request.find("client_secret")
                .<ClientCredentials>map(
                        secret -> new Shared(request.find("client_id").orElse(""), secret))
                .orElseGet(() -> assertion(request));
    }

    private static Shared basic(String authorization) {
        var scheme = "basic ";
        if (!authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
            throw refused("the authentication scheme is not Basic");
        }
        try {
            var decoded = Base64.getDecoder()
                    .decode(authorization.substring(scheme.length()).strip());
            var pair = new String(decoded, UTF_8).split(":", 2);
            if (pair.length == 2) {
                return new Shared(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
            }
        } catch (IllegalArgumentException notDecodable) {
            throw refused("the Basic credentials are not readable");
        }
        throw refused("the Basic credentials are not readable");
    }

    private static Signed assertion(OAuthRequest request) {
        if (!request.require("client_assertion_type").equals(ClientAssertion.TYPE)) {
            throw invalid("client_assertion_type must be " + ClientAssertion.TYPE);
        }
        try {
            return new Signed(ClientAssertion.read(request.require("client_assertion")));
        } catch (IllegalArgumentException unreadable) {
            throw refused("client_assertion is no JWT of a client, signed by ES256 and naming its key");
        }
    }

    private static OAuthException refused(String description) {
        return new OAuthException(Code.INVALID_CLIENT, description);
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(Code.INVALID_REQUEST, description);
    }
}
