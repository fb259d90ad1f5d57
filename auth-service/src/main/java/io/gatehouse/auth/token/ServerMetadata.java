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
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> tokenEndpointAuthSigningAlgValuesSupported,
        List<String> introspectionEndpointAuthSigningAlgValuesSupported,
        List<String> revocationEndpointAuthSigningAlgValuesSupported) {

    private static final List<String> BY_CREDENTIALS =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    /** Applications of the set revoke without credentials. */
    private static final List<String> BY_CREDENTIALS_OR_WITHOUT =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");

    private static final List<String> SIGNED_BY = List.of("ES256");

    static ServerMetadata of(String issuer) {
        return new ServerMetadata(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/oauth2/introspect",
                issuer + "/oauth2/revoke",
                issuer + "/.well-known/jwks.json",
                List.of(), // required by the RFC; there is no authorization endpoint
                List.of("client_credentials"),
                BY_CREDENTIALS,
                BY_CREDENTIALS,
                BY_CREDENTIALS_OR_WITHOUT,
                SIGNED_BY,
                SIGNED_BY,
                SIGNED_BY);
    }
}
