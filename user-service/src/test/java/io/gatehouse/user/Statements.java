package io.gatehouse.user;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.stream.IntStream;

/** What requests cost, in commands to PostgreSQL. */
@Singleton
public class Statements {

    private static final int ROUNDS = 10;

    private final MeterRegistry metrics;

    Statements(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** The follower asks the same database in the background, now and then; it can only add to a request's own count. */
    public double fewest(Runnable request) {
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> {
                    var before = completed();
                    request.run();
                    return completed() - before;
                })
                .min()
                .orElseThrow();
    }

    private double completed() {
        return metrics.get("postgresql.completed").counter().count();
    }
}
