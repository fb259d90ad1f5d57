package io.gatehouse.auth.token;

import io.gatehouse.auth.key.SigningKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.JwtClaims;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What signing an access token costs (ES256). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningBenchmark {

    private final SigningKey key = SigningKey.generate();
    private final JwtClaims claims = claims();

    @Benchmark
    public String sign() {
        return TokenIssuer.sign(claims, key);
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer("https://api.example.com");
        claims.setAudience("gatehouse");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(15);
        claims.setGeneratedJwtId();
        claims.setStringClaim("client_id", "web");
        claims.setStringListClaim("groups", List.of("user"));
        return claims;
    }
}
