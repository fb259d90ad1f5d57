package io.gatehouse.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A service that answers four requests at once, each in 20 ms, and lets the others wait in a queue without end. */
final class PacedService {

    private static final long TAKES = TimeUnit.MILLISECONDS.toNanos(20);

    private final Vertx vertx;
    private final long[] workersFreeAt = new long[4];

    PacedService(Vertx vertx) {
        this.vertx = vertx;
        Arrays.fill(workersFreeAt, System.nanoTime());
    }

    /** Returns its URL. */
    String listen() {
        var server = vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1");
        return "http://127.0.0.1:"
                + server.toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private synchronized void serve(HttpServerRequest request) {
        int first = 0;
        for (int worker = 1; worker < workersFreeAt.length; worker++) {
            if (workersFreeAt[worker] - workersFreeAt[first] < 0) {
                first = worker;
            }
        }
        long now = System.nanoTime();
        workersFreeAt[first] = Math.max(now, workersFreeAt[first]) + TAKES;
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(workersFreeAt[first] - now));
        vertx.setTimer(millis, _ -> request.response().end("done"));
    }
}
