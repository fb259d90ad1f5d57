package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.upstream.FakeInstance;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service with few connections, and clients that hold them by being slow. */
class GivingWayTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int CONNECTIONS = 4;
    private static final int SLOW = 12;
    private static final int REQUESTS = 40;
    private static final int MANY_BYTES = 20_000_000;
    private static final int PIECE = 20_000;

    private FakeInstance service;
    private ProxiedUpstream proxied;
    private final List<RawClient> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        service = FakeInstance.start(VERTX).does(GivingWayTest::answer);
        proxied = ProxiedUpstream.of(VERTX, ", max_wait: 20s, connections: " + CONNECTIONS, "", service);
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) {
            client.close();
        }
        proxied.close();
        service.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void clientsThatDoNotReadGiveWay() throws IOException {
        for (int i = 0; i < SLOW; i++) {
            connect("GET /much HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        for (int i = 0; i < REQUESTS; i++) {
            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
        assertThat(proxied.count("connection.given_up")).isBetween(1.0, (double) SLOW);
    }

    @Test
    void clientsThatStopSendingGiveWay() throws IOException {
        var begun = "POST /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(PIECE);
        for (int i = 0; i < SLOW; i++) {
            connect(begun);
        }

        for (int i = 0; i < REQUESTS; i++) {
            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
        var told = clients.getFirst().read();
        assertThat(told.status()).isEqualTo(408);
        assertThat(told.body()).isEqualTo("request_timeout");
    }

    @Test
    void overHttp2ClientsThatDoNotReadHoldUpNobody() throws IOException {
        proxied.close();
        proxied = ProxiedUpstream.of(VERTX, ", protocol: h2c", "", service);
        for (int i = 0; i < SLOW; i++) {
            connect("GET /much HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        for (int i = 0; i < REQUESTS; i++) {
            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void slowClientsStayAsLongAsOthersFindConnections() throws IOException {
        for (int i = 0; i < CONNECTIONS / 2; i++) {
            connect("GET /much HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        for (int i = 0; i < REQUESTS; i++) {
            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
        for (var client : clients) {
            client.readHead();
            assertThat(client.readBytes(MANY_BYTES)).isEqualTo(MANY_BYTES);
        }
        assertThat(proxied.count("connection.given_up")).isZero();
    }

    private void connect(String request) throws IOException {
        clients.add(RawClient.connect(proxied.port()).send(request));
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().equals("/much")) {
            request.response().end(Buffer.buffer(new byte[MANY_BYTES]));
        } else {
            request.response().end("well");
        }
    }
}
