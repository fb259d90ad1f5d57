package io.gatehouse.bench.overload;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Queue;

/** A service that does so many requests at once, each in the same time, while the others wait in a queue without end. */
public final class SlowService implements AutoCloseable {

    public static final int PER_SECOND = 800;

    private static final int WORKERS = 16;
    private static final long MILLIS = 1_000L * WORKERS / PER_SECOND;
    private static final Buffer KILOBYTE = Buffer.buffer("x".repeat(1 << 10));

    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> waiting = new ArrayDeque<>();
    private int idle = WORKERS;

    private SlowService() {}

    public static SlowService start(int port) {
        var service = new SlowService();
        // One server has one event loop, to which everything here belongs.
        service.vertx
                .createHttpServer()
                .requestHandler(service::take)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return service;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        if (idle == 0) {
            waiting.add(request);
        } else {
            idle--;
            work(request);
        }
    }

    private void work(HttpServerRequest request) {
        vertx.setTimer(MILLIS, _ -> {
            if (!request.response().closed()) {
                request.response().end(KILOBYTE);
            }
            idle++;
            if (!waiting.isEmpty()) {
                take(waiting.remove());
            }
        });
    }
}
