package io.gatehouse.bench.auth;

import io.gatehouse.auth.password.BareHash;
import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Figure;
import io.gatehouse.bench.measure.Run;
import io.gatehouse.bench.measure.Turn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The hash that a login cannot do without, by itself, on one thread. */
public final class HashTurn implements Turn {

    private final BareHash hash;

    public HashTurn(HashCost cost) {
        this.hash = new BareHash(cost.memoryKib(), cost.iterations(), cost.parallelism());
    }

    @Override
    public String name() {
        return AuthKind.LOGIN.label;
    }

    @Override
    public String subject() {
        return "the hash alone";
    }

    @Override
    public double warmUp(Duration time) {
        return micros(time);
    }

    @Override
    public Run run(Duration time) {
        return new Run().with(Figure.MICROS, micros(time));
    }

    private double micros(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var used = Duration.ZERO;
        long count = 0;
        do {
            used = used.plus(hash.compute(Client.PASSWORD));
            count++;
        } while (System.nanoTime() - end < 0);
        return (double) used.toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / count;
    }
}
