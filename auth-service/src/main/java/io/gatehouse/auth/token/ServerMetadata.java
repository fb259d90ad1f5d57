package io.gatehouse.auth.token;

import java.util.List;

/** RFC 8414 section 2: what an OAuth client needs to know of this server. */
record ServerMetadata(
        String issuer,
        String tokenEndpoint,
        String introspectionEndpoint,
        String revocationEndpoint,
        String jwksUri,
        List<String> responseTypesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthMethodsSupported) {

    private static final List<String> WITH_SECRET = List.of("client_secret_basic", "client_secret_post");

    /** Applications of the set revoke without a secret. */
    private static final List<String> WITH_SECRET_OR_WITHOUT =
            List.of("client_secret_basic", "client_secret_post", "none");

    static ServerMetadata of(String issuer) {
        return new ServerMetadata(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/oauth2/introspect",
                issuer + "/oauth2/revoke",
                issuer + "/.well-known/jwks.json",
                List.of(), // required by the RFC; there is no authorization endpoint
                List.of("client_credentials"),
                WITH_SECRET,
                WITH_SECRET,
                WITH_SECRET_OR_WITHOUT);
    }
}
