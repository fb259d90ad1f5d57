package io.gatehouse.kit.identity;

import io.vertx.core.Future;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer with one key, and the verifier that believes it. */
public class TestIssuer {

    private static final EllipticCurveJsonWebKey KEY = newKey();

    @Produces
    @Singleton
    TokenVerifier verifier(Clock clock) {
        return new TokenVerifier(
                kid -> Future.succeededFuture("k1".equals(kid) ? KEY.getPublicKey() : null),
                "http://localhost:8080",
                "gatehouse",
                clock,
                100);
    }

    public static String token(UUID account, String... groups) {
        return token(account, 15, groups);
    }

    public static String token(UUID account, float minutes, String... groups) {
        var claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setAudience("gatehouse");
        claims.setSubject(account.toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        claims.setGeneratedJwtId();
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of(groups));
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue("k1");
        jws.setHeader("typ", "at+jwt");
        jws.setKey(KEY.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
