package io.gatehouse.auth;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/** Compares how long two kinds of request take. They alternate, so that both meet the same machine. */
public final class SameTime {

    private static final Logger LOG = Logger.getLogger(SameTime.class);

    public static final int TRIES = 200;
    private static final int WARM_UP = 40;

    // A difference there is shows in every round; one that the machine makes does not.
    public static final int ROUNDS = 8;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String path;

    public SameTime(String path) {
        this.path = path;
    }

    /**
     * The smallest difference of the two medians among the rounds, in parts of the smaller one. The first round warms up.
     *
     * @param one the body of the n-th request of one kind, each n once
     */
    public double difference(IntFunction<String> one, IntFunction<String> other) throws Exception {
        var smallest = Double.MAX_VALUE;
        round(0, WARM_UP, one, other);
        for (var round = 1; round < ROUNDS && smallest > 0.05; round++) {
            smallest = Math.min(smallest, round(round * TRIES, TRIES, one, other));
        }
        return smallest;
    }

    private double round(int from, int tries, IntFunction<String> one, IntFunction<String> other) throws Exception {
        var ones = new long[tries];
        var others = new long[tries];
        for (var at = 0; at < tries; at++) {
            // Neither is always the one that comes after the other.
            if (at % 2 == 0) {
                ones[at] = nanos(one.apply(from + at), from + at);
                others[at] = nanos(other.apply(from + at), from + at);
            } else {
                others[at] = nanos(other.apply(from + at), from + at);
                ones[at] = nanos(one.apply(from + at), from + at);
            }
        }
        var medianOfOne = median(ones);
        var medianOfOther = median(others);
        LOG.infof("%s: medians %.2f ms and %.2f ms", path, medianOfOne / 1e6, medianOfOther / 1e6);
        return Math.abs(medianOfOne - medianOfOther) / Math.min(medianOfOne, medianOfOther);
    }

    // Every pair comes from a network of its own: guessing is limited by network, and that is not what is measured.
    private long nanos(String body, int at) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "10.73." + at / 250 + "." + at % 250)
                .POST(BodyPublishers.ofString(body))
                .build();
        var start = System.nanoTime();
        client.send(request, BodyHandlers.ofString());
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        var sorted = Arrays.stream(nanos).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
