package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that answer as no server should. */
class HostileUpstreamTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 099 Odd\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 1000 Odd\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nX-Odd: a\u0000b\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nX-Odd\u0001: ab\r\nContent-Length: 3\r\n\r\nabc",
            })
    void answerThatIsNoneIsABadGateway(String answer) throws IOException {
        try (var proxied = behind((socket, _) -> socket.write(answer));
                var client = RawClient.connect(proxied.port())) {
            assertThat(client.sendLines("GET /x HTTP/1.1", "Host: a").read().status())
                    .isEqualTo(502);
            await(() -> proxied.gauge("active") == 0);
        }
    }

    @Test
    void whatFollowsAnAnswerIsNobodysAnswer() throws IOException {
        var poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
        try (var proxied = behind((socket, call) -> socket.write(call == 1 ? WELL + poison : WELL));
                var client = RawClient.connect(proxied.port())) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.sendLines("GET /x HTTP/1.1", "Host: a").read().body())
                        .isEqualTo("well");
            }
        }
    }

    @Test
    void whoAnnouncesAnAnswerForEverDoesNotGiveOne() throws IOException {
        try (var proxied = behind((socket, _) -> announce(socket));
                var client = RawClient.connect(proxied.port())) {
            assertThat(client.sendLines("GET /x HTTP/1.1", "Host: a").read().status())
                    .isEqualTo(502);
            await(() -> proxied.gauge("active") == 0);
        }
    }

    @Test
    void whoFallsSilentWithinAResponseIsNotWaitedFor() throws IOException {
        var begun = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n";
        try (var proxied = behind((socket, _) -> socket.write(begun));
                var client = RawClient.connect(proxied.port())) {
            client.sendLines("GET /x HTTP/1.1", "Host: a");

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.readRest()).startsWith("5\r\nabcde\r\n").doesNotEndWith("0\r\n\r\n");
            await(() -> proxied.gauge("active") == 0);
        }
    }

    @Test
    void whoGoesOnSlowlyIsHeardToTheEnd() throws IOException {
        var begun = "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n";
        try (var proxied = behind((socket, _) -> socket.write(begun).onSuccess(_ -> drip(socket, 30)));
                var client = RawClient.connect(proxied.port())) {
            assertThat(client.sendLines("GET /x HTTP/1.1", "Host: a").read().body())
                    .isEqualTo("x".repeat(30));
        }
    }

    private static void drip(NetSocket socket, int left) {
        if (left > 0) {
            socket.write("x").onSuccess(_ -> VERTX.setTimer(100, _ -> drip(socket, left - 1)));
        }
    }

    private static void announce(NetSocket socket) {
        socket.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
                .onSuccess(_ -> VERTX.setTimer(1, _ -> announce(socket)));
    }

    private static ProxiedUpstream behind(ObjIntConsumer<NetSocket> instance) {
        var calls = new AtomicInteger();
        var server = VERTX.createNetServer()
                .connectHandler(socket -> socket.handler(_ -> instance.accept(socket, calls.incrementAndGet())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new ProxiedUpstream(
                VERTX,
                "url: 'http://127.0.0.1:" + server.actualPort() + "', read_timeout: 1s, ejection: {failures: 1000000}",
                ", timeout: 1s, retries: {attempts: 0}",
                1,
                null);
    }
}
