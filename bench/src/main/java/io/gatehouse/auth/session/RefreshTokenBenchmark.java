package io.gatehouse.auth.session;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a refresh computes, without its statement in the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RefreshTokenBenchmark {

    private final RefreshToken presented = RefreshToken.random();
    private final byte[] sealed = presented.seal(RefreshToken.random());

    /** A successor is made, sealed for the holder of the token presented, and both are hashed. */
    @Benchmark
    public int rotate() {
        var successor = RefreshToken.random();
        return presented.hash().length + presented.seal(successor).length + successor.hash().length;
    }

    /** The successor of a token presented again. */
    @Benchmark
    public Object replay() {
        return presented.open(sealed);
    }
}
