package io.gatehouse.bench.measure;

import io.gatehouse.local.server.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Sends at a fixed rate that leaves the machine air, and looks at each answer. */
public final class SteadySender implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient http;

    public SteadySender() {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    public SteadySender(HttpClient http) {
        this.http = http;
    }

    /** Latencies, failures, and how many were refused by a limit, which is no failure where one is to be reached. */
    public record Steady(OpenLoop.Answers all, long refused) {}

    public Steady send(Exchange exchange, String url, double perSecond, Duration time) {
        var refused = new LongAdder();
        var load = new Load(exchange.name(), perSecond, next(exchange, url, perSecond, refused));
        return new Steady(new OpenLoop(load).run(time), refused.sum());
    }

    /** Sends the next request each time it is asked; completes with whether it was answered as it should be. */
    public Supplier<CompletableFuture<Boolean>> next(Exchange exchange, String url) {
        return next(exchange, url, exchange.perSecond(), new LongAdder());
    }

    /** Waits until somebody answers one request as it should be; fails when it ends before or takes too long. */
    public void await(Exchange exchange, Subject subject) {
        var patience = Patience.of(START);
        var request = exchange.requests().steady(1).getFirst().to(URI.create(subject.url()));
        while (!isGood(exchange, request)) {
            if (!subject.process().isAlive() || patience.isOver()) {
                throw new IllegalArgumentException(
                        exchange.name() + " does not work at " + subject.name() + "; see " + subject.log());
            }
            patience.pause();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private boolean isGood(Exchange exchange, HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .handle((answer, failure) ->
                        failure == null && exchange.verdict().apply(answer) == Verdict.GOOD)
                .join();
    }

    private Supplier<CompletableFuture<Boolean>> next(
            Exchange exchange, String url, double perSecond, LongAdder refused) {
        var server = URI.create(url);
        if (exchange.requests().rotation().isPresent()) {
            return rotating(
                    exchange,
                    exchange.requests().fast().getFirst(),
                    server,
                    exchange.requests().rotation().get());
        }
        var requests = exchange.requests().steady(perSecond).stream()
                .map(request -> request.to(server))
                .toList();
        var turn = new AtomicInteger();
        return () -> {
            var request = requests.get(Math.floorMod(turn.getAndIncrement(), requests.size()));
            return http.sendAsync(request, BodyHandlers.ofString())
                    .thenApply(answer -> judge(exchange, answer, refused));
        };
    }

    private static boolean judge(Exchange exchange, HttpResponse<String> answer, LongAdder refused) {
        var verdict = exchange.verdict().apply(answer);
        if (verdict == Verdict.REFUSED) {
            refused.increment();
        }
        return verdict != Verdict.BAD;
    }

    // One whose answer is late is missing, and that counts as a failure.
    private Supplier<CompletableFuture<Boolean>> rotating(
            Exchange exchange, Request request, URI server, Rotation rotation) {
        rotation.fill();
        return () -> {
            var token = rotation.take();
            if (token == null) {
                return CompletableFuture.completedFuture(false);
            }
            return http.sendAsync(request.withToken(token).to(server), BodyHandlers.ofString())
                    .thenApply(answer -> {
                        rotation.keep(answer.body());
                        return exchange.verdict().apply(answer) == Verdict.GOOD;
                    });
        };
    }
}
