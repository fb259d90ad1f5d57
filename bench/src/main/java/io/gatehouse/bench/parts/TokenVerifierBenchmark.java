package io.gatehouse.bench.parts;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.kit.identity.TokenVerifier;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the first and every further look at an access token cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenVerifierBenchmark {

    private final Issuer issuer = new Issuer();
    private final TokenVerifier remembering = verifier();
    private final String token = issuer.token();

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
                kid -> Future.succeededFuture(issuer.publicKey()),
                Issuer.NAME,
                Issuer.AUDIENCE,
                Clock.systemUTC(),
                100);
    }
}
