package io.gatehouse.bench.overload;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends a mix of requests from one event loop, which costs little of the processors that it shares with whom it asks. */
public final class Traffic implements AutoCloseable {

    /** Of ten requests. */
    private static final List<Kind> MIX = List.of(
            Kind.NORMAL,
            Kind.HIGH,
            Kind.NORMAL,
            Kind.LOW,
            Kind.NORMAL,
            Kind.NORMAL,
            Kind.HIGH,
            Kind.NORMAL,
            Kind.LOW,
            Kind.NORMAL);

    // More than are ever admitted, and refusals come at once.
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_AT_ONCE = 100;

    // Who would wait behind so many has gone elsewhere; without an end the sender's own memory would be measured.
    private static final int MOST_WAITING = 10_000;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Map<Kind, RequestOptions> requests = new EnumMap<>(Kind.class);
    private final HttpClient client;
    private int turn;

    /** @param tokens for the kinds that need one */
    public Traffic(URI gateway, Map<Kind, String> paths, Map<Kind, String> tokens) {
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(gateway.getHost())
                        .setDefaultPort(gateway.getPort())
                        .setConnectTimeout(Math.toIntExact(TIMEOUT_MILLIS)),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
        paths.forEach((kind, path) -> {
            var options =
                    new RequestOptions().setURI(path).setTimeout(TIMEOUT_MILLIS).putHeader("Accept-Encoding", "gzip");
            if (tokens.containsKey(kind)) {
                options.putHeader("Authorization", "Bearer " + tokens.get(kind));
            }
            requests.put(kind, options);
        });
    }

    /** So many clients who each ask again as soon as they have their answer. */
    public Tally closed(int clients, Duration time) {
        var tally = new Tally(System.nanoTime());
        long end = System.nanoTime() + time.toNanos();
        var done = new CompletableFuture<?>[clients];
        for (int client = 0; client < clients; client++) {
            var one = new CompletableFuture<Void>();
            done[client] = one;
            loop.runOnContext(_ -> again(tally, end, one));
        }
        CompletableFuture.allOf(done).join();
        return tally;
    }

    /** Opens all connections that may be needed: thousands at a time would be a load of their own. */
    public void connect() {
        closed(MOST_CONNECTIONS, Duration.ofSeconds(1));
    }

    /** At their times, whether or not earlier ones have been answered. Returns when all of them have been. */
    public Tally open(double perSecond, Duration time) {
        var done = new CompletableFuture<Void>();
        long start = System.nanoTime();
        var run = new OpenRun(new Tally(start), start, TimeUnit.SECONDS.toNanos(1) / perSecond, time.toNanos(), done);
        loop.runOnContext(_ -> vertx.setPeriodic(1, timer -> {
            run.sendDue();
            if (run.isOver()) {
                vertx.cancelTimer(timer);
            }
        }));
        done.join();
        return run.tally;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class OpenRun {
        private final Tally tally;
        private final long start;
        private final double interval;
        private final long length;
        private final CompletableFuture<Void> done;
        private long sent;
        private long open;

        OpenRun(Tally tally, long start, double interval, long length, CompletableFuture<Void> done) {
            this.tally = tally;
            this.start = start;
            this.interval = interval;
            this.length = length;
            this.done = done;
        }

        void sendDue() {
            long passed = Math.min(length, System.nanoTime() - start);
            // Answers are to be read as well.
            for (int n = 0; n < MOST_AT_ONCE && sent * interval < passed; n++) {
                long due = start + Math.round(sent * interval);
                sent++;
                open++;
                send(tally, due, this::answered);
            }
        }

        boolean isOver() {
            return sent * interval >= length;
        }

        private void answered() {
            open--;
            if (open == 0 && isOver()) {
                done.complete(null);
            }
        }
    }

    private void again(Tally tally, long end, CompletableFuture<Void> done) {
        long now = System.nanoTime();
        if (now - end >= 0) {
            done.complete(null);
        } else {
            send(tally, now, () -> again(tally, end, done));
        }
    }

    private void send(Tally tally, long due, Runnable then) {
        var kind = MIX.get(turn++ % MIX.size());
        tally.offered(kind, due);
        client.request(requests.get(kind))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body().map(answer))
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .onSuccess(status -> {
                    tally.answered(kind, status, due);
                    then.run();
                });
    }
}
