package io.gatehouse.bench.overload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Asks the gateway whether it is well, ten times a second, as an orchestrator does more seldom. */
public final class Probes implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    // What Kubernetes waits for if it is told nothing else.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 2);
    private final Thread thread;
    private long failed;
    private volatile boolean over;

    private Probes(URI management) {
        var probes = List.of(request(management, "live"), request(management, "ready"));
        thread = Thread.ofPlatform().name("probes").start(() -> {
            for (int turn = 0; !over; turn++) {
                ask(probes.get(turn % probes.size()));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    public static Probes begin(URI management) {
        return new Probes(management);
    }

    /** How many were not answered with 200 within a second. */
    public long failed() {
        return failed;
    }

    public long asked() {
        return micros.getTotalCount();
    }

    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toMicros(1);
    }

    /** The figures are there after this. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private void ask(HttpRequest probe) {
        long began = System.nanoTime();
        try {
            if (http.send(probe, BodyHandlers.discarding()).statusCode() != 200) {
                failed++;
            }
        } catch (IOException unanswered) {
            failed++;
        } catch (InterruptedException interrupt) {
            over = true;
        }
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    }

    private static HttpRequest request(URI management, String probe) {
        return HttpRequest.newBuilder(management.resolve("/q/health/" + probe))
                .timeout(PATIENCE)
                .build();
    }
}
