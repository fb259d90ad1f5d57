package io.gatehouse.bench.parts;

import io.gatehouse.kit.identity.TokenVerifier;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the first and every further look at an access token cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenVerifierBenchmark {

    private static final String ISSUER = "https://api.example.com";
    private static final String AUDIENCE = "gatehouse";

    private EllipticCurveJsonWebKey key;
    private TokenVerifier remembering;
    private String token;

    @Setup
    public void issue() throws JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        remembering = verifier();
        token = token();
    }

    @Benchmark
    public Object known() {
        return verified(remembering);
    }

    /** A verifier of its own each time: a cache without room would forget too late. */
    @Benchmark
    public Object unknown() {
        return verified(verifier());
    }

    // A refusal would be fast, and measured as if it were a verification.
    private Object verified(TokenVerifier verifier) {
        var identity = verifier.verify(token);
        if (!identity.succeeded()) {
            throw new IllegalStateException(identity.cause());
        }
        return identity.result();
    }

    private TokenVerifier verifier() {
        return new TokenVerifier(
                kid -> Future.succeededFuture(key.getPublicKey()), ISSUER, AUDIENCE, Clock.systemUTC(), 100);
    }

    private String token() throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        claims.setGeneratedJwtId();
        claims.setClaim("sid", UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of("user"));
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue("key");
        jws.setHeader("typ", "at+jwt");
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }
}
