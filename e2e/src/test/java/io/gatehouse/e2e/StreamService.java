package io.gatehouse.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A service of answers without an end: WebSockets that say what they hear, or more than anybody hears, and an event that more are to follow. */
final class StreamService implements AutoCloseable {

    private static final Buffer PIECE = Buffer.buffer(new byte[32 << 10]);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong sent = new AtomicLong();
    private final int port;

    StreamService() {
        port = vertx.createHttpServer()
                .webSocketHandler(this::serve)
                .requestHandler(StreamService::beginEvents)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** How many bytes it has got rid of where it sends as many as it can. */
    long sent() {
        return sent.get();
    }

    Path routes() throws IOException {
        return Files.writeString(SharedGatehouse.home("stream-routes.yaml"), """
                upstreams:
                  streams: {url: "%s"}
                routes:
                  - {id: streams, match: {paths: [/streams/**]}, upstream: streams, identity: none, streams: [websocket, sse]}
                """.formatted(url()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @SuppressWarnings("deprecation") // What is there instead decides before the path is known to a handler.
    private void serve(ServerWebSocket socket) {
        if (socket.path().endsWith("/flood")) {
            socket.drainHandler(_ -> flood(socket));
            flood(socket);
        } else {
            socket.textMessageHandler(socket::writeTextMessage);
        }
    }

    private void flood(ServerWebSocket socket) {
        while (!socket.writeQueueFull() && !socket.isClosed()) {
            socket.writeBinaryMessage(PIECE);
            sent.addAndGet(PIECE.length());
        }
    }

    private static void beginEvents(HttpServerRequest request) {
        request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .write("data: first\n\n");
    }
}
