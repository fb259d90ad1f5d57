package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.gateway.RawHttp2Client.CANCEL;
import static io.gatehouse.gateway.RawHttp2Client.INTERNAL_ERROR;
import static io.gatehouse.gateway.RawHttp2Client.NO_ERROR;
import static io.gatehouse.local.test.Eventually.await;
import static io.gatehouse.local.test.Http2Frames.DATA;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static io.gatehouse.local.test.Http2Frames.GO_AWAY;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.PING;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static io.gatehouse.local.test.Http2Frames.SETTINGS;
import static io.gatehouse.local.test.Http2Frames.WINDOW_UPDATE;
import static io.gatehouse.local.test.Http2Frames.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.http2.Http2Connections;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests by HTTP/2, at the port where it is spoken in clear text. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class Http2Test {

    private static final int INITIAL_WINDOW_SIZE = 4;

    @Inject
    Edge edge;

    @Inject
    EdgeMetrics metrics;

    @Inject
    Http2Connections connections;

    @Test
    void requestReachesItsServiceAsOneOfHttp1() throws IOException {
        try (var client = connect()) {
            var response = client.get(
                            1, "/open/echo?a=1", "cookie", "a=1", "cookie", "b=2", "x-forwarded-for", "6.6.6.6")
                    .read(1);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers())
                    .containsKeys("x-request-id", "content-length")
                    .doesNotContainKeys("connection", "transfer-encoding", "keep-alive");
            var seen = new JsonObject(response.body());
            assertThat(seen.getString("uri")).isEqualTo("/open/echo?a=1");
            assertThat(seen.getJsonObject("headers").getMap())
                    .containsEntry("cookie", "a=1; b=2")
                    .containsEntry("x-forwarded-host", "a.test")
                    .containsEntry("x-forwarded-proto", "http")
                    .containsEntry("x-forwarded-for", "127.0.0.1");
        }
    }

    @Test
    void schemeIsNotWhatTheClientSays() throws IOException {
        try (var client = connect()) {
            client.send(
                    HEADERS,
                    5,
                    1,
                    fields(":method", "GET", ":scheme", "https", ":path", "/open/echo", "host", "b.test"));

            var seen = new JsonObject(client.read(1).body()).getJsonObject("headers");
            assertThat(seen.getString("x-forwarded-proto")).isEqualTo("http");
            assertThat(seen.getString("x-forwarded-host")).isEqualTo("b.test");
        }
    }

    @ParameterizedTest
    @CsvSource({"content-length, 10", "x-none, 1"})
    void bodyIsPassedOn(String name, String value) throws IOException {
        try (var client = connect()) {
            client.post(1, "/open/echo", name, value).data(0, 1, "hello").data(END_STREAM, 1, "world");

            assertThat(new JsonObject(client.read(1).body()).getString("body")).isEqualTo("helloworld");
        }
    }

    @Test
    void trailersEndABody() throws IOException {
        try (var client = connect()) {
            client.post(1, "/open/echo").data(0, 1, "hello").send(HEADERS, 5, 1, fields("x-trailer", "1"));

            assertThat(new JsonObject(client.read(1).body()).getString("body")).isEqualTo("hello");
        }
    }

    @Test
    void streamsAreAnsweredBesideEachOther() throws IOException {
        try (var client = connect()) {
            client.get(1, "/open/wait?id=h2-wait");
            awaitFate("h2-wait", "waiting");

            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
            client.get(5, "/open/release?id=h2-wait");
            assertThat(client.read(1).body()).isEqualTo("released");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "204, ''", "304, 12"})
    void responseWithoutABodyEndsWithItsHeader(int code, String length) throws IOException {
        try (var client = connect()) {
            client.get(1, "/open/status?code=" + code + (code == 304 ? "&length=12" : ""));
            var response = client.read(1);

            assertThat(response.status()).isEqualTo(code);
            assertThat(response.whole()).isTrue();
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().getOrDefault("content-length", "")).isEqualTo(length);
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws IOException {
        try (var client = connect()) {
            client.send(HEADERS, 5, 1, RawHttp2Client.request("HEAD", "/problems"));
            var response = client.read(1);

            assertThat(response.whole()).isTrue();
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void continueIsSaidBeforeTheBody() throws IOException {
        try (var client = connect()) {
            client.post(1, "/open/echo", "expect", "100-continue", "content-length", "4");
            assertThat(client.await(HEADERS).flags() & END_STREAM).isZero();
            client.data(END_STREAM, 1, "body");

            assertThat(client.read(1).status()).isEqualTo(200);
        }
    }

    @Test
    void refusalIsAProblem() throws IOException {
        try (var client = connect()) {
            assertProblem(client.get(1, "/nowhere").read(1).answer(), ErrorCode.NOT_FOUND);
            assertProblem(
                    client.get(3, "/open/echo?" + "x".repeat(9 << 10)).read(3).answer(),
                    ErrorCode.HEADER_FIELDS_TOO_LARGE);
            assertProblem(client.get(5, "/open/./echo").read(5).answer(), ErrorCode.MALFORMED_REQUEST);
            assertThat(client.get(7, "/open/echo", "x", "x".repeat(15 << 10), "y", "y".repeat(4 << 10))
                            .read(7)
                            .status())
                    .isEqualTo(0);
        }
    }

    @Test
    void bodyThatNobodyWantsIsStoppedAfterTheResponse() throws IOException {
        try (var client = connect()) {
            client.post(1, "/nowhere", "content-length", "1000000").send(DATA, 0, 1, new byte[1000]);
            assertProblem(client.read(1).answer(), ErrorCode.NOT_FOUND);

            var reset = client.await(RST_STREAM);
            assertThat(reset.error()).isEqualTo(NO_ERROR);
            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatIsTooLargeIsRefusedWhileItComes() throws IOException {
        try (var client = connect()) {
            client.post(1, "/tight/echo").send(DATA, 0, 1, new byte[2000]);

            assertProblem(client.read(1).answer(), ErrorCode.PAYLOAD_TOO_LARGE);
            assertThat(client.await(RST_STREAM).error()).isEqualTo(NO_ERROR);
        }
    }

    @Test
    void responseThatIsBrokenOffIsNoWholeOne() throws IOException {
        try (var client = connect()) {
            var response = client.get(1, "/raw/short").read(1);

            assertThat(response.whole()).isFalse();
            assertThat(response.reset()).isEqualTo(INTERNAL_ERROR);
            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
        }
    }

    @Test
    void clientThatBreaksOffTakesItsRequestAlong() throws IOException {
        try (var client = connect()) {
            client.get(1, "/open/hang?id=h2-left");
            awaitFate("h2-left", "waiting");
            client.send(RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) CANCEL);

            awaitFate("h2-left", "cancelled");
            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
        }
        awaitActive(0);
    }

    @Test
    void bodyIsBrokenOffWithItsStream() throws IOException {
        try (var client = connect()) {
            for (int id = 1; id < 20; id += 2) {
                client.post(id, "/big/digest").send(DATA, 0, id, new byte[16 << 10]);
                client.send(RST_STREAM, 0, id, (byte) 0, (byte) 0, (byte) 0, (byte) CANCEL);
            }
            assertThat(client.get(21, "/open/echo").read(21).status()).isEqualTo(200);
        }
        awaitActive(0);
    }

    @Test
    void largeBodiesGoThroughBothWays() throws IOException {
        try (var client = connect()) {
            var response =
                    client.get(1, "/open/generate?bytes=1000000&chunked=1").read(1);

            assertThat(response.whole()).isTrue();
            assertThat(response.body()).hasSize(1_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void responseThatNobodyTakesIsGivenUp(int window) throws IOException {
        try (var client = RawHttp2Client.connect(edge.clearTextHttp2Port(), INITIAL_WINDOW_SIZE, window)) {
            client.get(1, "/open/generate?bytes=10000000");

            assertThat(client.await(RST_STREAM).error()).isEqualTo(CANCEL);
            assertThat(client.send(WINDOW_UPDATE, 0, 0, (byte) 0, (byte) 1, (byte) 0, (byte) 0)
                            .settings(INITIAL_WINDOW_SIZE, 65_535)
                            .get(3, "/open/echo")
                            .read(3)
                            .status())
                    .isEqualTo(200);
        }
        awaitActive(0);
    }

    @Test
    void headerThatDoesNotEndIsGivenUp() throws IOException {
        try (var client = connect()) {
            client.await(SETTINGS);
            client.send(PING, 0, 0, new byte[8]).await(PING);
            client.send(HEADERS, END_STREAM, 1, RawHttp2Client.request("GET", "/open/echo"));

            assertThat(client.await(GO_AWAY).error()).isEqualTo(RawHttp2Client.ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void connectionThatIsToEndAnswersWhatItHasTaken() throws IOException {
        try (var client = connect()) {
            client.get(1, "/open/wait?id=h2-last");
            awaitFate("h2-last", "waiting");
            var closed = connections.close(Duration.ofSeconds(10));
            var farewell = client.await(GO_AWAY);

            assertThat(farewell.error()).isEqualTo(NO_ERROR);
            assertThat(farewell.payload().getInt(0)).isOne();
            client.get(3, "/open/echo?id=h2-too-late");
            get(edge.port(), "/open/release?id=h2-last");
            assertThat(client.read(1).body()).isEqualTo("released");
            assertThat(client.next()).isNull();
            assertThat(closed.toCompletionStage().toCompletableFuture().join()).isNull();
        }
        assertThat(get(edge.port(), "/open/calls?id=h2-too-late").body()).isEqualTo("0");
    }

    @Test
    void onlyHttp2IsSpokenThere() throws IOException {
        try (var client = RawClient.connect(edge.clearTextHttp2Port())) {
            client.sendLines("GET /open/echo?id=h1-there HTTP/1.1", "Host: a");

            assertThat(client.isClosed()).isTrue();
        }
        assertThat(get(edge.port(), "/open/calls?id=h1-there").body()).isEqualTo("0");
    }

    @Test
    void upgradeIsNoWayThere() throws IOException {
        try (var client = RawClient.connect(edge.clearTextHttp2Port())) {
            client.sendLines(
                    "GET /open/echo?id=h2c-there HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__");
            while (!client.isClosed()) {
                // What is said before that does not matter.
            }
        }
        assertThat(get(edge.port(), "/open/calls?id=h2c-there").body()).isEqualTo("0");
    }

    @Test
    void publicPortInClearTextSpeaksNoHttp2() throws IOException {
        try (var client = RawHttp2Client.connect(edge.port())) {
            client.get(1, "/open/echo?id=h2-here");

            assertThat(get(edge.port(), "/open/calls?id=h2-here").body()).isEqualTo("0");
        }
    }

    private RawHttp2Client connect() throws IOException {
        return RawHttp2Client.connect(edge.clearTextHttp2Port());
    }

    private void awaitFate(String id, String fate) {
        await(() -> get(edge.port(), "/open/fate?id=" + id).body(), fate);
    }

    private void awaitActive(int requests) {
        await(() -> metrics.inFlight(), requests);
    }
}
