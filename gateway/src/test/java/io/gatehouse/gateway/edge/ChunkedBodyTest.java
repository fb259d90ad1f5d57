package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 2^32 + 0x15: read as 0x15 where sizes wrap around.
                "100000015\r\n123456789012345678901\r\n0\r\n\r\n",
                "00000005\r\nabcde\r\n0\r\n\r\n",
                " 5\r\nabcde\r\n0\r\n\r\n",
                "5 \r\nabcde\r\n0\r\n\r\n",
                "5 zz\r\nabcde\r\n0\r\n\r\n",
                "5\tzz\r\nabcde\r\n0\r\n\r\n",
                "+5\r\nabcde\r\n0\r\n\r\n",
                "-5\r\nabcde\r\n0\r\n\r\n",
                "0x5\r\nabcde\r\n0\r\n\r\n",
                "5;a=\rb\r\nabcde\r\n0\r\n\r\n",
                "5;a=\u0000b\r\nabcde\r\n0\r\n\r\n",
                "5;a\nabcde\r\n0\r\n\r\n",
                "5\nabcde\r\n0\r\n\r\n",
                "\r\nabcde\r\n0\r\n\r\n",
                ";a\r\nabcde\r\n0\r\n\r\n",
                "five\r\nabcde\r\n0\r\n\r\n",
                // The end of a chunk is where its size says.
                "5\r\nabcdefgh\r\n0\r\n\r\n",
                "5\r\nabcde0\r\n\r\n",
                "5\r\nabcde\n0\r\n\r\n",
                "0\r\nno colon\r\n\r\n",
                "0\r\n: x\r\n\r\n",
                "0\r\nX: a\nY: b\r\n\r\n"
            })
    void bodyWithTwoReadingsIsRefused(String body) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.send(HEAD.formatted("echo") + body).read();

            assertProblem(answer, ErrorCode.MALFORMED_REQUEST);
            assertThat(answer.headers()).containsKey("x-request-id").containsEntry("connection", "close");
            assertThat(client.isClosed()).isTrue();
        }
    }

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
            client.send(HEAD.formatted("hang?id=broken-chunk") + "5\r\nabcde\r\n");
            awaitFate("waiting");

            assertProblem(client.send("zz\r\n").read(), ErrorCode.MALFORMED_REQUEST);
            awaitFate("cancelled");
        }
    }

    private void awaitFate(String fate) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        var seen = "";
        while (!seen.equals(fate) && System.nanoTime() < deadline) {
            seen = get(edge.port(), "/open/fate?id=broken-chunk").body();
        }
        assertThat(seen).isEqualTo(fate);
    }
}
