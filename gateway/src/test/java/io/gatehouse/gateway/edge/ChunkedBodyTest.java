package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ChunkedBodyTest {

    private static final String HEAD = "POST /open/%s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Inject
    Edge edge;

    @Test
    void sizeLineIsBounded() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(HEAD.formatted("echo") + "5;" + "x".repeat(300));

            assertProblem(client.read(), ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void trailersAreBounded() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(HEAD.formatted("echo") + "0\r\n" + "X: 0123456789\r\n".repeat(2_000));

            assertProblem(client.read(), ErrorCode.MALFORMED_REQUEST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nabcde\r\n0\r\n\r\n",
                "05;a=b;c=\"d e\"\r\nabcde\r\n000\r\n\r\n",
                "2\r\nab\r\n3\r\ncde\r\n0\r\nX-Trailer: x\r\n\r\n"
            })
    void wellFormedBodyArrivesWholeAndTheNextRequestAfterIt(String body) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(HEAD.formatted("echo") + body + "GET /open/status?code=201 HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(new JsonObject(client.read().body()).getString("body")).isEqualTo("abcde");
            assertThat(client.read().status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a : b",
                "a(b: c",
                "a b: c",
                "\u00e9: c",
                "a\u00a0: c",
                "a\"b: c",
                "a/b: c",
                "\ta: c",
                " a: c",
                ": c",
                "a"
            })
    void trailerThatIsNoFieldIsRefused(String trailer) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(HEAD.formatted("echo") + "5\r\nabcde\r\n0\r\n" + trailer + "\r\n\r\n");

            assertProblem(client.read(), ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void bodyMayComeByteByByte() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var message = HEAD.formatted("echo") + "2;x=y\r\nab\r\n3\r\ncde\r\n0\r\nX: y\r\n\r\n";
            for (int i = 0; i < message.length(); i++) {
                client.send(message.substring(i, i + 1));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }

            assertThat(new JsonObject(client.read().body()).getString("body")).isEqualTo("abcde");
        }
    }

    @Test
    void requestToTheServiceIsResetWhenItsBodyBreaks() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            // Enough for the service to be asked.
            client.send(HEAD.formatted("hang?id=broken-chunk") + "4000\r\n" + "x".repeat(0x4000) + "\r\n");
            awaitFate("waiting");

            assertProblem(client.send("zz\r\n").read(), ErrorCode.MALFORMED_REQUEST);
            awaitFate("cancelled");
        }
    }

    private void awaitFate(String fate) {
        await(() -> get(edge.port(), "/open/fate?id=broken-chunk").body(), fate);
    }
}
