package io.gatehouse.auth.client;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For the API document alone: a public key on P-256 as a JWK (RFC 7517, RFC 7518 section 6.2.1). */
@Schema(requiredProperties = {"kty", "crv", "x", "y"})
record PublicKeyForm(String kty, String crv, String x, String y, String kid, String use, String alg) {}
