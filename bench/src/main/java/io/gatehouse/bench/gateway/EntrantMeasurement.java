package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.bench.measure.Spread;
import io.gatehouse.bench.measure.Wrk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Measures one kind of request at one entrant, a run at a time. */
final class EntrantMeasurement {

    // What the limit of the refused case grants each address.
    private static final double ADMITTED_PER_SECOND = 10;
    private static final double ADMITTED_SHARE = 0.1;
    private static final int FIRST_ADDRESSES = 50;

    private static final double MEDIAN = 50;
    private static final double NINETY_NINE = 99;
    private static final double MICROS_PER_MILLI = 1_000;

    private final GatewayCase kind;
    private final Entrant entrant;
    private final Arena arena;
    private final List<Run> runs = new ArrayList<>();
    private int addresses = FIRST_ADDRESSES;

    private record Run(Wrk.Answers answers, double processorMicros, double redisMicros) {}

    EntrantMeasurement(GatewayCase kind, Entrant entrant, Arena arena) {
        this.kind = kind;
        this.entrant = entrant;
        this.arena = arena;
    }

    GatewayCase kind() {
        return kind;
    }

    void warmUp(Wrk wrk, Duration time) throws IOException, InterruptedException {
        send(wrk, time);
    }

    void run(Wrk wrk, Duration time) throws IOException, InterruptedException {
        var own = entrant.processorTime();
        var redis = ProcessorTime.of(arena.redis());
        var answers = send(wrk, time);
        runs.add(new Run(
                answers,
                micros(entrant.processorTime().minus(own), answers.requests()),
                micros(ProcessorTime.of(arena.redis()).minus(redis), answers.requests())));
    }

    private Wrk.Answers send(Wrk wrk, Duration time) throws IOException, InterruptedException {
        var answers = wrk.send(requests(), entrant.port(), time);
        arena.shortenLog(entrant);
        // The faster it answers, the more addresses it takes to earn a tenth of the next requests.
        double admitted = Math.max(1, answers.requests() - answers.notGood());
        addresses = atLeastOne(addresses * ADMITTED_SHARE * answers.requests() / admitted);
        return answers;
    }

    private Wrk.Requests requests() {
        var each = arena.senders().of(kind, addresses).stream()
                .map(sender -> kind.path() + " " + sender)
                .toList();
        return new Wrk.Requests(kind.method, kind.bodyBytes, each);
    }

    /** The steady requests, whose answers are looked at one by one. */
    SteadyRequests.Answers steady(double perSecond, Duration time) {
        var senders = arena.senders().of(kind, atLeastOne(perSecond * ADMITTED_SHARE / ADMITTED_PER_SECOND));
        return arena.requests().send(kind, entrant.port(), senders, perSecond, time);
    }

    GatewayResult result(SteadyRequests.Answers steady) {
        var micros = steady.all().micros();
        var requests = Math.max(1, sum(run -> run.answers.requests()));
        var refused = kind == GatewayCase.REFUSED ? sum(run -> run.answers.notGood()) : 0;
        var failed = sum(run -> run.answers.notGood() + run.answers.lost()) - refused;
        return new GatewayResult(
                kind.label,
                entrant.name(),
                Spread.of(runs.stream(), Run::processorMicros),
                Spread.of(runs.stream(), Run::redisMicros),
                Spread.of(runs.stream(), run -> run.answers.perSecond()),
                (double) refused / requests,
                failed + steady.all().failed(),
                micros.getValueAtPercentile(MEDIAN) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(NINETY_NINE) / MICROS_PER_MILLI,
                entrant.megabytes());
    }

    private long sum(ToLongFunction<Run> figure) {
        return runs.stream().mapToLong(figure).sum();
    }

    private static int atLeastOne(double number) {
        return Math.toIntExact(Math.max(1, Math.round(number)));
    }

    private static double micros(Duration time, long requests) {
        return (double) time.toNanos() / TimeUnit.MICROSECONDS.toNanos(1) / Math.max(1, requests);
    }
}
