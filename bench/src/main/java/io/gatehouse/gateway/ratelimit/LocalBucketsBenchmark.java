package io.gatehouse.gateway.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a decision costs while Redis cannot be asked: two policies of one request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocalBucketsBenchmark {

    private final LocalBuckets buckets = new LocalBuckets(1);
    private final List<Bucket> asked = List.of(
            new Bucket(policy("account", Policy.Key.ACCOUNT), "gatehouse:limit:{account:1}:account"),
            new Bucket(policy("address", Policy.Key.ADDRESS), "gatehouse:limit:{address:192.0.2.1}:address"));

    @Benchmark
    public Object decide() {
        return buckets.decide(asked);
    }

    private static Policy policy(String name, Policy.Key key) {
        return new Policy(name, 1_000_000, Duration.ofSeconds(1), key, Policy.WithoutRedis.LOCAL);
    }
}
