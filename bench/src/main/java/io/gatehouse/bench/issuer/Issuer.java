package io.gatehouse.bench.issuer;

import java.security.PublicKey;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signs access tokens under a key of its own, which is new in every process. */
public final class Issuer {

    public static final String NAME = "https://api.example.com";
    public static final String AUDIENCE = "gatehouse";

    // Longer than any run.
    private static final int LIFETIME_MINUTES = 240;

    private final EllipticCurveJsonWebKey key;

    public Issuer() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
        key.setKeyId("bench");
        key.setUse(Use.SIGNATURE);
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    public PublicKey publicKey() {
        return key.getPublicKey();
    }

    /** Its key set (RFC 7517), without the private part. */
    public String jwks() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token of a new account. */
    public String token() {
        var claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(AUDIENCE);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        claims.setGeneratedJwtId();
        claims.setStringClaim("client_id", "web");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of("user"));
        return signed(claims);
    }

    private String signed(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(key.getAlgorithm());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "at+jwt");
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
