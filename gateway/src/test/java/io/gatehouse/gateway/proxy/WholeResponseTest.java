package io.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WholeResponseTest {

    private static final int BODY = 64 << 20;

    // More than the kernel keeps for a connection, and far less than the body.
    private static final long KEPT = 24 << 20;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoDoesNotReadIsKeptLittleFor() throws IOException {
        var answering = new CompletableFuture<HttpServerResponse>();
        var body = Buffer.buffer(new byte[BODY]);
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    WholeResponse.send(request, body, List.of());
                    answering.complete(request.response());
                })
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            var response = answering.join();
            Eventually.await(response::writeQueueFull);

            assertThat(response.bytesWritten()).isLessThan(KEPT);
            assertThat(client.getInputStream().readAllBytes()).hasSizeGreaterThan(BODY);
        }
    }
}
