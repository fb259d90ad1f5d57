package io.gatehouse.bench.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends with the JDK's client over HTTP/1.1, where {@link Wrk} is not installed. It takes more of the machine than wrk does, so fewer requests a
 * second come through; what each costs those who answer is the same.
 */
final class JdkSender implements FastSender {

    private static final int CONNECTIONS = 32;
    private static final int REFUSED = 400;

    @Override
    public Answers send(Requests requests, String url, Duration time) {
        requests.rotation().ifPresent(Rotation::fill);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return new Sending(http, requests, URI.create(url), time).answers();
        }
    }

    /** What came so far of what is sent. */
    private static final class Sending {

        private final HttpClient http;
        private final Requests requests;
        private final List<Request> each;
        private final URI server;
        private final long begin = System.nanoTime();
        private final long end;
        private final AtomicInteger turn = new AtomicInteger();
        private final LongAdder answered = new LongAdder();
        private final LongAdder notGood = new LongAdder();
        private final LongAdder lost = new LongAdder();

        Sending(HttpClient http, Requests requests, URI server, Duration time) {
            this.http = http;
            this.requests = requests;
            this.each = requests.fast();
            this.server = server;
            this.end = begin + time.toNanos();
        }

        /** Of as many senders as there are connections, each of which waits for its answer. */
        Answers answers() {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    senders.execute(this::sendUntilTheEnd);
                }
            }
            return new Answers(Duration.ofNanos(System.nanoTime() - begin), answered.sum(), notGood.sum(), lost.sum());
        }

        private void sendUntilTheEnd() {
            while (System.nanoTime() - end < 0) {
                try {
                    sendOne();
                } catch (IOException failure) {
                    lost.increment();
                } catch (InterruptedException interrupt) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private void sendOne() throws IOException, InterruptedException {
            var answer = http.send(next(), BodyHandlers.ofString());
            answered.increment();
            if (answer.statusCode() >= REFUSED) {
                notGood.increment();
            }
            requests.rotation().ifPresent(rotation -> rotation.keep(answer.body()));
        }

        private HttpRequest next() {
            var request = each.get(Math.floorMod(turn.getAndIncrement(), each.size()));
            return requests.rotation()
                    .map(rotation -> request.withToken(String.valueOf(rotation.take())))
                    .orElse(request)
                    .to(server);
        }
    }
}
