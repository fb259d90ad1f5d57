package io.gatehouse.bench.gateway;

import io.gatehouse.bench.gateway.Senders.Field;
import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.OpenLoop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Requests of one case at a fixed rate that leaves the machine air, each answer looked at. */
final class SteadyRequests implements AutoCloseable {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int BYTES = 1 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Latencies, failures, and how many were refused by a limit, which is no failure where one is to be reached. */
    record Answers(OpenLoop.Answers all, long refused) {}

    Answers send(GatewayCase kind, int port, List<Field> senders, double perSecond, Duration time) {
        var requests =
                senders.stream().map(sender -> request(kind, port, sender)).toList();
        var turn = new AtomicInteger();
        var refused = new LongAdder();
        var load = new Load(kind.label, perSecond, () -> {
            var request = requests.get(Math.floorMod(turn.getAndIncrement(), requests.size()));
            return http.sendAsync(request, BodyHandlers.ofByteArray())
                    .thenApply(answer -> isGood(answer) || isRefused(kind, answer, refused));
        });
        return new Answers(new OpenLoop(load).run(time), refused.sum());
    }

    /** Whether one request is answered as it should be. */
    boolean succeeds(GatewayCase kind, int port, Field sender) {
        return http.sendAsync(request(kind, port, sender), BodyHandlers.ofByteArray())
                .handle((answer, failure) -> failure == null && isGood(answer))
                .join();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static boolean isGood(HttpResponse<byte[]> answer) {
        return answer.statusCode() == OK && answer.body().length == BYTES;
    }

    private static boolean isRefused(GatewayCase kind, HttpResponse<byte[]> answer, LongAdder refused) {
        if (kind != GatewayCase.REFUSED || answer.statusCode() != TOO_MANY) {
            return false;
        }
        refused.increment();
        return true;
    }

    private static HttpRequest request(GatewayCase kind, int port, Field sender) {
        return HttpRequest.newBuilder(URI.create(Testbed.url(port) + kind.path()))
                .method(kind.method, BodyPublishers.ofString("x".repeat(kind.bodyBytes)))
                .header(sender.name(), sender.value())
                .timeout(TIMEOUT)
                .build();
    }
}
