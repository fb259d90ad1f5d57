package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.RawHttp2Client.ENHANCE_YOUR_CALM;
import static io.gatehouse.gateway.RawHttp2Client.PROTOCOL_ERROR;
import static io.gatehouse.gateway.RawHttp2Client.REFUSED_STREAM;
import static io.gatehouse.gateway.RawHttp2Client.request;
import static io.gatehouse.local.test.Http2Frames.ACK;
import static io.gatehouse.local.test.Http2Frames.CONTINUATION;
import static io.gatehouse.local.test.Http2Frames.DATA;
import static io.gatehouse.local.test.Http2Frames.END_HEADERS;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static io.gatehouse.local.test.Http2Frames.GO_AWAY;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.PING;
import static io.gatehouse.local.test.Http2Frames.PRIORITY;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static io.gatehouse.local.test.Http2Frames.SETTINGS;
import static io.gatehouse.local.test.Http2Frames.WINDOW_UPDATE;
import static io.gatehouse.local.test.Http2Frames.fields;
import static io.gatehouse.local.test.Http2Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.http2.Http2Config;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of HTTP/2 send that mean no good: malformed requests, and frames that cost them less than the gateway. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class Http2AttackTest {

    private static final int MANY = 1_000_000;
    private static final Map<String, String> USUAL =
            Map.of(":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/open/echo?id=evil");

    @Inject
    Edge edge;

    @Inject
    Http2Config config;

    private interface Attack {
        void on(RawHttp2Client client) throws IOException;
    }

    static Stream<Arguments> malformedRequests() {
        return Stream.of(
                malformed("connection", with("connection", "close")),
                malformed("keep-alive", with("keep-alive", "timeout=5")),
                malformed("proxy-connection", with("proxy-connection", "keep-alive")),
                malformed("transfer-encoding", with("transfer-encoding", "chunked")),
                malformed("upgrade", with("upgrade", "websocket")),
                malformed("te other than trailers", with("te", "gzip")),
                malformed("capital letter in a name", with("X-Upper", "1")),
                malformed("empty name", with("", "1")),
                malformed("space in a name", with("x y", "1")),
                malformed("space after a name", with("content-length ", "1")),
                malformed("colon in a name", with("x:y", "1")),
                malformed("line feed in a name", with("x\ny", "1")),
                malformed("letter beyond ASCII in a name", with("x\u00e4", "1")),
                malformed("line feed in a value", with("x", "1\nGET / HTTP/1.1")),
                malformed("carriage return in a value", with("x", "1\r\nhost: b")),
                malformed("zero in a value", with("x", "a\0b")),
                malformed("control character in a value", with("x", "a\u0001b")),
                malformed("space before a value", with("x", " 1")),
                malformed("tab after a value", with("x", "1\t")),
                malformed("pseudo-header after fields", with(":path", "/other")),
                malformed("unknown pseudo-header", requestWith(":x", "1")),
                malformed("pseudo-header of responses", requestWith(":status", "200")),
                malformed("extended CONNECT", requestWith(":method", "CONNECT", ":protocol", "websocket")),
                malformed("protocol beside GET", requestWith(":protocol", "websocket")),
                malformed("two paths", requestWith(":path", "/open/echo?id=evil", ":path", "/open/echo?id=evil")),
                malformed("two methods", requestWith(":method", "GET", ":method", "POST")),
                malformed("two authorities", requestWith(":authority", "a", ":authority", "b")),
                malformed("no method", requestWith(":method", null)),
                malformed("no scheme", requestWith(":scheme", null)),
                malformed("no path", requestWith(":path", null)),
                malformed("empty path", requestWith(":path", "")),
                malformed("no authority", requestWith(":authority", null)),
                malformed("two hosts", requestWith(":authority", null, "host", "a", "host", "b")),
                malformed("another host", with("host", "b.test")),
                malformed("two hosts beside the authority", with("host", "a.test", "host", "b.test")),
                malformed("user in the authority", requestWith(":authority", "me@a")),
                malformed("space in the authority", requestWith(":authority", "a b")),
                malformed("space in the path", requestWith(":path", "/open/echo?id=evil HTTP/1.1")),
                malformed("line in the path", requestWith(":path", "/open/echo?id=evil\r\nx: y")),
                malformed("path without a slash", requestWith(":path", "open/echo?id=evil")),
                malformed("whole URI as the path", requestWith(":path", "http://a/open/echo?id=evil")),
                malformed("space in the method", requestWith(":method", "GET /x")),
                malformed("line in the method", requestWith(":method", "GET / HTTP/1.1\r\nx: y")),
                malformed("other scheme", requestWith(":scheme", "file")),
                malformed("length without a body", with("content-length", "5")),
                malformed("length that is no number", with("content-length", "+0")),
                malformed("two lengths", with("content-length", "0", "content-length", "1")));
    }

    static Stream<Arguments> malformedBodies() {
        return Stream.of(
                arguments("less than was told", (Attack)
                        client -> client.post(1, "/open/echo?id=broken", "content-length", "5")
                                .data(END_STREAM, 1, "four")),
                arguments("more than was told", (Attack)
                        client -> client.post(1, "/open/echo?id=broken", "content-length", "3")
                                .data(END_STREAM, 1, "four")),
                arguments("pseudo-header after the body", (Attack) client -> client.post(1, "/open/echo?id=broken")
                        .data(0, 1, "x")
                        .send(HEADERS, END_HEADERS | END_STREAM, 1, fields(":path", "/x"))),
                arguments("line in a trailer", (Attack) client -> client.post(1, "/open/echo?id=broken")
                        .data(0, 1, "x")
                        .send(HEADERS, END_HEADERS | END_STREAM, 1, fields("x", "1\r\ny: 2"))),
                arguments("trailers without an end", (Attack) client -> client.post(1, "/open/echo?id=broken")
                        .data(0, 1, "x")
                        .send(HEADERS, END_HEADERS, 1, fields("x", "1"))));
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                arguments("rapid reset", (Attack) client -> {
                    for (int id = 1; id < 20_000; id += 2) {
                        client.get(id, "/open/hang?id=rapid")
                                .send(RST_STREAM, 0, id, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
                    }
                }),
                arguments("made you reset", (Attack) client -> {
                    for (int id = 1; id < 20_000; id += 2) {
                        client.get(id, "/open/hang?id=made")
                                .send(WINDOW_UPDATE, 0, id, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
                    }
                }),
                arguments("malformed requests", (Attack) client -> {
                    for (int id = 1; id < 20_000; id += 2) {
                        client.get(id, "/open/hang?id=made", "te", "gzip");
                    }
                }),
                arguments("continuations", (Attack)
                        client -> client.send(HEADERS, END_STREAM, 1, request("GET", "/open/echo"))
                                .sendRepeatedly(frame(CONTINUATION, 0, 1, fields("x", "y".repeat(1000))), MANY)),
                arguments("empty continuations", (Attack)
                        client -> client.send(HEADERS, END_STREAM, 1, request("GET", "/open/echo"))
                                .sendRepeatedly(frame(CONTINUATION, 0, 1), MANY)),
                arguments("settings", (Attack) client -> client.sendRepeatedly(frame(SETTINGS, 0, 0), MANY)),
                arguments("settings of windows", (Attack) client -> client.sendRepeatedly(
                        frame(SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 1, (byte) 0), MANY)),
                arguments("acknowledgements", (Attack) client -> client.sendRepeatedly(frame(SETTINGS, ACK, 0), MANY)),
                arguments("pings", (Attack) client -> client.sendRepeatedly(frame(PING, 0, 0, new byte[8]), MANY)),
                arguments("answers to pings", (Attack)
                        client -> client.sendRepeatedly(frame(PING, ACK, 0, new byte[8]), MANY)),
                arguments("priorities", (Attack)
                        client -> client.sendRepeatedly(frame(PRIORITY, 0, 1, new byte[] {0, 0, 0, 3, 9}), MANY)),
                arguments("empty bodies", (Attack)
                        client -> client.post(1, "/open/digest").sendRepeatedly(frame(DATA, 0, 1), MANY)),
                arguments("window by the byte", (Attack) client -> client.sendRepeatedly(
                        frame(WINDOW_UPDATE, 0, 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1), MANY)),
                arguments("unknown frames", (Attack)
                        client -> client.sendRepeatedly(frame(0x40, 0, 0, new byte[8]), MANY)),
                arguments("resets of a request that is over", (Attack) client ->
                        client.get(1, "/nowhere").sendRepeatedly(frame(RST_STREAM, 0, 1, new byte[4]), MANY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedRequests")
    void malformedRequestReachesNoService(String name, byte[] header) throws IOException {
        try (var client = connect()) {
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, header);
            var response = client.read(1);

            assertThat(response.status()).isIn(0, 400, 405);
            assertThat(response.status() != 0 || !response.whole()).isTrue();
        }
        assertNothingReached();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedBodies")
    void malformedBodyIsNoRequest(String name, Attack attack) throws IOException {
        try (var client = connect()) {
            attack.on(client);

            assertThat(client.await(RST_STREAM).error()).isEqualTo(PROTOCOL_ERROR);
            assertThat(client.get(3, "/open/echo").read(3).status()).isEqualTo(200);
        }
        // Its service may have heard the beginning.
        assertThat(GatewayApi.get(edge.port(), "/open/fate?id=whole-broken").body())
                .isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void floodEndsItsConnectionAndNoOther(String name, Attack attack) throws Exception {
        try (var attacker = connect();
                var other = connect()) {
            // Its acknowledgement would be a fault of its own in the midst of a header.
            attacker.await(SETTINGS);
            var flood = Thread.startVirtualThread(() -> run(attack, attacker));
            for (int id = 1; id < 40; id += 2) {
                assertThat(other.get(id, "/open/echo").read(id).status()).isEqualTo(200);
            }

            var farewell = attacker.await(GO_AWAY);
            // A client that does not stop sending may lose it with the connection.
            if (farewell != null) {
                // The second for a header that is larger than the codec ever reads.
                assertThat(farewell.error()).isIn(ENHANCE_YOUR_CALM, PROTOCOL_ERROR);
            }
            while (attacker.next() != null) {
                // Until it is closed.
            }
            flood.join();
        }
    }

    /** What breaks HTTP on one stream leaves the connection to the others, so that it costs its sender nothing. */
    @Test
    void malformedRequestsAreCountedByAddress() throws IOException {
        try (var client = RawHttp2Client.connect("127.0.0.80", edge.clearTextHttp2Port())) {
            int status = 400;
            for (int id = 1; status == 400 && id < 10_000; id += 2) {
                status = client.get(id, "/open/echo", "x", " 1").read(id).status();
            }

            assertThat(status).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET x", "G(T", "G\u00e9T", "GET\t", "GET / HTTP/1.1\r\nx: y"})
    void methodThatIsNoneEndsItsOwnRequestAlone(String method) throws IOException {
        try (var client = connect()) {
            client.post(1, "/open/echo").data(0, 1, "hello").send(HEADERS, 5, 3, requestWith(":method", method));
            assertThat(client.read(3).status()).isEqualTo(400);

            client.data(END_STREAM, 1, "");
            assertThat(client.read(1).status()).isEqualTo(200);
        }
        assertNothingReached();
    }

    /** It reads nothing, and so has not heard of the limit. */
    @Test
    void limitOfStreamsHoldsBeforeItIsAcknowledged() throws IOException {
        try (var client = connect()) {
            int next = 2 * config.maxStreams() + 1;
            for (int id = 1; id <= next; id += 2) {
                client.post(id, "/open/hang?id=unheard");
            }

            var refused = client.await(RST_STREAM);
            assertThat(refused.stream()).isEqualTo(next);
            assertThat(refused.error()).isEqualTo(REFUSED_STREAM);
        }
    }

    private static void run(Attack attack, RawHttp2Client client) {
        try {
            attack.on(client);
        } catch (SocketException closed) {
            // As it should be.
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void assertNothingReached() {
        assertThat(GatewayApi.get(edge.port(), "/open/calls?id=evil").body()).isEqualTo("0");
    }

    private RawHttp2Client connect() throws IOException {
        return RawHttp2Client.connect(edge.clearTextHttp2Port());
    }

    private static Arguments malformed(String name, byte[] header) {
        return arguments(name, header);
    }

    /** With others in the place of those that it has of this name, as often as it is named; without any where the value is null. */
    private static byte[] requestWith(String... namesAndValues) {
        var given = Arrays.asList(namesAndValues);
        var all = new ArrayList<String>();
        for (var usual : USUAL.entrySet()) {
            if (!given.contains(usual.getKey())) {
                all.addAll(List.of(usual.getKey(), usual.getValue()));
            }
        }
        for (int i = 0; i < given.size(); i += 2) {
            if (given.get(i + 1) != null) {
                all.addAll(given.subList(i, i + 2));
            }
        }
        return fields(all.toArray(String[]::new));
    }

    private static byte[] with(String... namesAndValues) {
        return request("GET", "/open/echo?id=evil", namesAndValues);
    }
}
