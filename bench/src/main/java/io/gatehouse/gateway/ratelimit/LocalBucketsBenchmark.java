package io.gatehouse.gateway.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            bucket("account", Policy.Key.ACCOUNT, "account:1"),
            bucket("address", Policy.Key.ADDRESS, "address:192.0.2.1"));

    @Benchmark
    public Object decide() {
        return buckets.decide(asked);
    }

    private static Bucket bucket(String name, Policy.Key key, String subject) {
        var rate = new Rate(1_000_000, Duration.ofSeconds(1), 1_000_000);
        var policy = new Policy(name, rate, List.of(key), Map.of(), Policy.WithoutRedis.LOCAL, false, 0);
        var terms = new Limit(policy, 1).terms(Set.of());
        return new Bucket(terms, subject, Bucket.key(policy, subject), new Standing(false));
    }
}
