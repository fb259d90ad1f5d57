package io.gatehouse.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens as auth-service makes them, and such as it would never make. */
public final class Tokens {

    private Tokens() {}

    /** A good token of a new account. */
    public static String fresh() {
        return of(UUID.randomUUID().toString());
    }

    public static String of(String account) {
        return sign(claims(account));
    }

    public static String with(Consumer<JwtClaims> change) {
        var claims = claims(UUID.randomUUID().toString());
        change.accept(claims);
        return sign(claims);
    }

    public static String expired() {
        return with(claims -> {
            claims.setIssuedAt(in(Duration.ofMinutes(-30)));
            claims.setExpirationTime(in(Duration.ofMinutes(-15)));
        });
    }

    public static NumericDate in(Duration time) {
        return NumericDate.fromSeconds(Instant.now().plus(time).getEpochSecond());
    }

    /** The key whose public part the fake auth-service publishes. */
    public static EllipticCurveJsonWebKey key() {
        try {
            return (EllipticCurveJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(
                    ConfigProvider.getConfig().getValue("test.signing-key", String.class));
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JwtClaims claims(String account) {
        var claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setAudience("gatehouse");
        claims.setSubject(account);
        claims.setIssuedAt(in(Duration.ZERO));
        claims.setExpirationTime(in(Duration.ofMinutes(15)));
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("client_id", "web");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of("user"));
        return claims;
    }

    private static String sign(JwtClaims claims) {
        var key = key();
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue("ES256");
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
