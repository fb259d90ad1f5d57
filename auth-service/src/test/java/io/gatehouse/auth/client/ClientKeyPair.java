package io.gatehouse.auth.client;

import io.gatehouse.auth.ClientApi;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A client's own key, and what it signs to prove who it is. */
final class ClientKeyPair {

    static final String ISSUER = "http://localhost:8080";

    private final String client;
    private final String kid = "key-" + UUID.randomUUID();
    private final EllipticCurveJsonWebKey key;

    ClientKeyPair(String client) {
        try {
            this.client = client;
            this.key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static ClientKeyPair registered(String admin, String client) {
        var pair = new ClientKeyPair(client);
        ClientApi.setKey(admin, client, pair.kid, pair.publicJwk()).statusCode(200);
        return pair;
    }

    String kid() {
        return kid;
    }

    Map<String, Object> publicJwk() {
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    Map<String, Object> privateJwk() {
        return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
    }

    String assertion() {
        return assertion(claims -> {});
    }

    String assertion(Consumer<JwtClaims> but) {
        return sign(but, jws -> {});
    }

    String assertionWithHeader(Consumer<JsonWebSignature> but) {
        return sign(claims -> {}, but);
    }

    private String sign(Consumer<JwtClaims> claimsBut, Consumer<JsonWebSignature> headerBut) {
        var claims = new JwtClaims();
        claims.setIssuer(client);
        claims.setSubject(client);
        claims.setAudience(ISSUER);
        claims.setExpirationTimeMinutesInTheFuture(1);
        claims.setGeneratedJwtId();
        claimsBut.accept(claims);
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(kid);
        jws.setKey(key.getPrivateKey());
        headerBut.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
