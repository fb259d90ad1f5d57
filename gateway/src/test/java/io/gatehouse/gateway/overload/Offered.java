package io.gatehouse.gateway.overload;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that come at their rate whether or not those before them have been answered, and what was answered. Those that fall into
 * a pause of this process do not come all at once after it: that would be a burst, which nobody asked for.
 */
final class Offered {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE = 4 * ROUND;

    private final int port;
    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<?>> sent = new ConcurrentLinkedQueue<>();

    Offered(int port) {
        this.port = port;
    }

    static void together(Runnable... offers) {
        CompletableFuture.allOf(java.util.Arrays.stream(offers)
                        .map(CompletableFuture::runAsync)
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Returns when all of them have been answered. */
    void run(Map<String, Integer> perSecond, Duration time) {
        var owed = new HashMap<String, Double>();
        long start = System.nanoTime();
        for (long last = start, now = start; now - start < time.toNanos(); last = now, now = System.nanoTime()) {
            double seconds = (double) Math.min(PAUSE, now - last) / TimeUnit.SECONDS.toNanos(1);
            perSecond.forEach((path, rate) -> {
                double due = owed.getOrDefault(path, 1.0) + seconds * rate;
                for (; due >= 1; due--) {
                    send(path);
                }
                owed.put(path, due);
            });
            LockSupport.parkNanos(ROUND);
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    long count(int status) {
        return answered(status).size();
    }

    List<HttpResponse<String>> answered(int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).toList();
    }

    double share(int status) {
        return share(answers, status);
    }

    double share(String path, int status) {
        return share(
                answers.stream()
                        .filter(answer -> answer.uri().getPath().equals(path))
                        .toList(),
                status);
    }

    private static double share(Collection<HttpResponse<String>> of, int status) {
        return of.stream().filter(answer -> answer.statusCode() == status).count() / (double) of.size();
    }

    private void send(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        sent.add(CLIENT.sendAsync(request, BodyHandlers.ofString()).thenAccept(answers::add));
    }
}
