package io.gatehouse.local.test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signs access tokens with a key of its own. */
final class AccessTokens {

    private static final int LIFETIME_MINUTES = 15;

    private final EllipticCurveJsonWebKey key;

    AccessTokens() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String jwks() {
        return new JsonWebKeySet(key).toJson();
    }

    Map<String, String> forgedOf(UUID account) {
        return ForgedTokens.of(
                ofPerson(account, List.of("user")), key.getKeyId(), key.getPrivateKey(), key.getPublicKey());
    }

    String ofPerson(UUID account, List<String> groups) {
        var claims = claims(account.toString(), LIFETIME_MINUTES);
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringListClaim("groups", groups);
        return signed(claims);
    }

    String ofService(String clientId, String... scopes) {
        var claims = claims(clientId, LIFETIME_MINUTES);
        claims.setStringClaim("scope", String.join(" ", scopes));
        return signed(claims);
    }

    String expired(UUID account) {
        var claims = claims(account.toString(), -LIFETIME_MINUTES);
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        return signed(claims);
    }

    private static JwtClaims claims(String subject, int lifetimeMinutes) {
        var claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setAudience("gatehouse");
        claims.setSubject(subject);
        claims.setStringClaim("client_id", "gatehouse");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(lifetimeMinutes);
        claims.setGeneratedJwtId();
        return claims;
    }

    private String signed(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "at+jwt");
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
