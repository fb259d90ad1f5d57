package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Clients that take their time. The times are set for tests: three seconds for bodies either way. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class SlowClientsTest {

    private static final int MANY_BYTES = 100_000_000;

    @Inject
    Edge edge;

    @Test
    void bodyThatStopsIsTimedOut() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(post("paused") + "abcde");

            assertTimedOut(client);
        }
        assertThat(calls("paused")).isEqualTo("0");
    }

    @Test
    void bodyThatTricklesIsTimedOut() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(post("trickled"));
            for (int i = 0; i < 40; i++) {
                client.send("x");
                pause(50);
            }

            assertTimedOut(client);
        }
        assertThat(calls("trickled")).isEqualTo("0");
    }

    @Test
    void bodyThatComesInTimeButNotAtOnceIsServed() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(post("steady"));
            for (int i = 0; i < 20; i++) {
                client.send("x".repeat(500));
                pause(200);
            }

            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatStopsOnAStreamIsTimedOutAndNoOther() throws IOException {
        try (var client = RawHttp2Client.connect(edge.clearTextHttp2Port())) {
            // Long before the minute that its service has.
            client.post(1, "/big/digest?id=stopped").data(0, 1, "abcde");

            var answer = client.read(1);

            assertProblem(answer.answer(), ErrorCode.REQUEST_TIMEOUT);
            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatComesInTimeButNotAtOnceIsServedOnAStream() throws IOException {
        try (var client = RawHttp2Client.connect(edge.clearTextHttp2Port())) {
            client.post(1, "/big/digest");
            for (int i = 0; i < 20; i++) {
                client.data(0, 1, "x".repeat(500));
                pause(200);
            }
            client.data(END_STREAM, 1, "");

            assertThat(client.read(1).body()).startsWith("10000 ");
        }
    }

    @Test
    void clientThatIsToldToContinueAndDoesNotIsTimedOut() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(
                    "POST /keyed-brief/echo?id=silent HTTP/1.1",
                    "Host: a",
                    "Content-Length: 5",
                    "Expect: 100-continue",
                    "Idempotency-Key: " + UUID.randomUUID());
            assertThat(client.readHead().status()).isEqualTo(100);

            assertTimedOut(client);
        }
        assertThat(calls("silent")).isEqualTo("0");
    }

    @Test
    void clientThatDoesNotReadIsCutOff() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/generate?bytes=" + MANY_BYTES + " HTTP/1.1", "Host: a");
            client.readHead();
            pause(7_000);

            assertThat(client.readUntilClosed()).isLessThan(MANY_BYTES);
        }
        assertThat(get(edge.port(), "/open/echo").statusCode()).isEqualTo(200);
    }

    private static void assertTimedOut(RawClient client) throws IOException {
        var answer = client.read();

        assertProblem(answer, ErrorCode.REQUEST_TIMEOUT);
        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(client.isClosed()).isTrue();
    }

    private static String post(String id) {
        return "POST /open/echo?id=" + id + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n";
    }

    private String calls(String id) {
        return get(edge.port(), "/open/calls?id=" + id).body();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
