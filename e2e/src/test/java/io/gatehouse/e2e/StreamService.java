package io.gatehouse.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service of answers without an end: WebSockets that say what they hear, and an event that more are to follow. */
final class StreamService implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final int port;

    StreamService() {
        port = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .requestHandler(StreamService::beginEvents)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    Path routes() throws IOException {
        return Files.writeString(SharedGatehouse.home("stream-routes.yaml"), """
                upstreams:
                  streams: {url: "http://127.0.0.1:%d"}
                routes:
                  - {id: streams, match: {paths: [/streams/**]}, upstream: streams, identity: none, streams: [websocket, sse]}
                """.formatted(port));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void beginEvents(HttpServerRequest request) {
        request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .write("data: first\n\n");
    }
}
