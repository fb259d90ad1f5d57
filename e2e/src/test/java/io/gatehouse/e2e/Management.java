package io.gatehouse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The management port of a process, as probes and Prometheus ask it. */
public final class Management {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Management() {}

    public static HttpResponse<String> read(int port, String page) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/" + page))
                    .timeout(TIMEOUT);
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    /** The sum of all metrics whose name and tags begin like this. */
    public static double metric(int port, String begin) {
        return read(port, "metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Whether the process wants requests; one that does not answer does not. */
    public static boolean ready(int port) {
        try {
            return read(port, "health/ready").statusCode() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
