package io.gatehouse.auth.password;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one password costs, at the cost that is configured by default. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Argon2Benchmark {

    private static final Argon2Hash.Cost DEFAULT = new Argon2Hash.Cost(19_456, 2, 1);

    private final Argon2Memory memory = new Argon2Memory(DEFAULT);
    private final byte[] salt = new byte[Argon2Hash.SALT_BYTES];

    @Benchmark
    public Object hash() {
        return Argon2Hash.compute("seven green bicycles sing", DEFAULT, salt, memory.ofThisThread());
    }
}
