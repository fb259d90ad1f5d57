package io.gatehouse.e2e;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Requests at a fixed rate, whether or not those before were answered: to wait for them would hide what is slow. */
public final class SteadyLoad {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpClient client;
    private final long interval;
    private final Supplier<HttpRequest> requests;
    private final List<CompletableFuture<Sample>> samples = new ArrayList<>();

    public SteadyLoad(int perSecond, Supplier<HttpRequest> requests) {
        this(CLIENT, perSecond, requests);
    }

    public SteadyLoad(HttpClient client, int perSecond, Supplier<HttpRequest> requests) {
        this.client = client;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.requests = requests;
    }

    /** Sends for so long. */
    public void run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        runWhile(() -> System.nanoTime() - end < 0);
    }

    /** Sends as long as this holds. */
    public void runWhile(BooleanSupplier holds) {
        long next = System.nanoTime();
        while (holds.getAsBoolean()) {
            samples.add(send(client, requests.get()));
            next += interval;
            for (long ahead = next - System.nanoTime(); ahead > 0; ahead = next - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
        }
    }

    /** What became of all requests so far. */
    public List<Sample> samples() {
        return samples.stream().map(CompletableFuture::join).toList();
    }

    /** The time below which so large a part of the requests was answered. */
    public static Duration percentile(List<Sample> samples, double part) {
        var times = samples.stream()
                .mapToLong(sample -> sample.answered - sample.sent)
                .sorted()
                .toArray();
        return Duration.ofNanos(times[(int) Math.min(times.length - 1L, Math.round(times.length * part))]);
    }

    /** A single one. */
    public static CompletableFuture<Sample> send(HttpRequest request) {
        return send(CLIENT, request);
    }

    private static CompletableFuture<Sample> send(HttpClient client, HttpRequest request) {
        long sent = System.nanoTime();
        return client.sendAsync(request, BodyHandlers.ofString())
                .handle((response, failure) -> new Sample(
                        request.method(), request.uri().getPath(), sent, System.nanoTime(), response, failure));
    }

    /**
     * One request.
     *
     * @param sent {@link System#nanoTime()}, as is {@code answered}
     * @param response null where there was none
     */
    public record Sample(
            String method, String path, long sent, long answered, HttpResponse<String> response, Throwable failure) {

        public int status() {
            return response == null ? 0 : response.statusCode();
        }

        /** Whether it got what it asked for. */
        public boolean served() {
            return status() == 200 || status() == 201;
        }

        public String header(String name) {
            return response == null ? null : response.headers().firstValue(name).orElse(null);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + status() + " " + (response == null ? failure : response.body());
        }
    }
}
