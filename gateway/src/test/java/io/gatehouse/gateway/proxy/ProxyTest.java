package io.gatehouse.gateway.proxy;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ProxyTest {

    private static final int LARGE = 300 << 20;
    private static final long ROUTE_TIMEOUT_MILLIS = 15_000;
    private static final long MODEST_GROWTH = 40L << 20;

    @Inject
    Edge edge;

    @Test
    void requestArrivesAsItWasSent() throws IOException {
        var answer = exchange(
                        "PUT /open/%65cho?a=1&b=%20 HTTP/1.1", "Host: here", "Accept: text/plain", "Content-Length: 4")
                .apply("body");

        assertThat(answer.status()).isEqualTo(200);
        var seen = new JsonObject(answer.body());
        assertThat(seen.getString("method")).isEqualTo("PUT");
        assertThat(seen.getString("uri")).isEqualTo("/open/echo?a=1&b=%20");
        assertThat(seen.getString("body")).isEqualTo("body");
        assertThat(seen.getJsonObject("headers").getString("accept")).isEqualTo("text/plain");
    }

    @Test
    void chunkedBodyArrivesWhole() throws IOException {
        var answer = exchange("POST /open/echo HTTP/1.1", "Host: here", "Transfer-Encoding: chunked")
                .apply("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        assertThat(new JsonObject(answer.body()).getString("body")).isEqualTo("abcde");
    }

    @Test
    void fieldsOfTheConnectionStayOnIt() throws IOException {
        var seen = headersSeen(
                "Connection: keep-alive, X-Nominated, Content-Length, Authorization, Idempotency-Key",
                "X-Nominated: gone",
                "Idempotency-Key: kept",
                "Authorization: Basic kept",
                "Keep-Alive: timeout=5",
                "Proxy-Authorization: gone",
                "Proxy-Connection: gone",
                "TE: gzip",
                "Upgrade: h2c",
                "HTTP2-Settings: gone");

        assertThat(seen.getMap())
                .doesNotContainKeys(
                        "connection",
                        "x-nominated",
                        "keep-alive",
                        "proxy-authorization",
                        "proxy-connection",
                        "te",
                        "upgrade",
                        "http2-settings")
                .containsEntry("idempotency-key", "kept")
                .containsEntry("authorization", "Basic kept");
    }

    @Test
    void fieldsOfTheServicesConnectionStayOnIt() throws IOException {
        var answer = exchange("GET /open/hop HTTP/1.1", "Host: here").apply("");

        assertThat(answer.body()).isEqualTo("done");
        assertThat(answer.headers())
                .doesNotContainKeys(
                        "connection", "x-nominated", "keep-alive", "proxy-authenticate", "x-gatehouse-inner")
                .containsEntry("x-kept", "kept");
        assertThat(answer.headers().get("x-request-id")).doesNotContain("upstream");
    }

    @Test
    void whatAClientMayNotClaimIsReplaced() throws IOException {
        var seen = headersSeen(
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 1",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X-Gatehouse-Account: admin",
                "X_Forwarded_For: 6.6.6.6",
                "X_Gatehouse-Account: admin",
                "X-Kept_Field: kept",
                "X-Request-Id: chosen-by-the-client");

        assertThat(seen.getMap())
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-proto", "http")
                .containsEntry("x-forwarded-host", "here")
                .containsEntry("x-kept_field", "kept")
                .doesNotContainKeys("x-forwarded-port", "forwarded", "x-real-ip", "x-gatehouse-account")
                .doesNotContainKeys("x_forwarded_for", "x_gatehouse-account");
        assertThat(seen.getString("x-request-id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void trustedProxyIsBelieved() throws IOException {
        try (var client = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = client.sendLines(
                            "GET /open/echo HTTP/1.1",
                            "Host: inner",
                            "X-Forwarded-For: 6.6.6.6, 9.9.9.9",
                            "Forwarded: for=7.7.7.7;host=evil.example",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Host: shop.example",
                            "X-Gatehouse-Account: admin",
                            "X-Request-Id: proxy-made-this")
                    .read();

            assertThat(answer.headers()).containsEntry("x-request-id", "proxy-made-this");
            assertThat(new JsonObject(answer.body()).getJsonObject("headers").getMap())
                    .containsEntry("x-forwarded-for", "9.9.9.9")
                    .containsEntry("x-forwarded-proto", "https")
                    .containsEntry("x-forwarded-host", "shop.example")
                    .containsEntry("x-request-id", "proxy-made-this")
                    .doesNotContainKeys("x-gatehouse-account", "forwarded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "unknown"})
    void trustedProxyThatNamesNobodyIsTheClient(String forwardedFor) throws IOException {
        try (var client = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = client.sendLines("GET /open/echo HTTP/1.1", "Host: here", "X-Forwarded-For: " + forwardedFor)
                    .read();

            assertThat(new JsonObject(answer.body()).getJsonObject("headers").getMap())
                    .containsEntry("x-forwarded-for", "127.0.0.2");
        }
    }

    /** Services believe these, since proxies write them: address, target and user. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CF-Connecting-IP",
                "X_Original_URL",
                "x-user-id",
                "Fly-Client-IP",
                "X-Azure-ClientIP",
                "X-ProxyUser-Ip",
                "Client-IP",
                "X-Remote-IP",
                "X_Remote_Addr",
                "X-Originating-IP",
                "Cf-Access-Authenticated-User-Email",
                "X-Goog-Authenticated-User-Email",
                "X-Goog-Authenticated-User-Id",
                "X-Amzn-Oidc-Identity",
                "X-Amzn-Oidc-Data",
                "X-Amzn-Oidc-Accesstoken",
                "X-Ms-Client-Principal",
                "X-SSL-Client-Verify",
                "SSL_Client_Cert",
                "X-Amzn-Mtls-Clientcert",
                "X-Client-Cert"
            })
    void whatOnlyProxiesMaySayIsHeardFromTrustedOnesAlone(String field) throws IOException {
        var name = field.toLowerCase(Locale.ROOT);
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = proxy.sendLines("GET /open/echo HTTP/1.1", "Host: here", field + ": me")
                    .read();

            assertThat(new JsonObject(answer.body()).getJsonObject("headers").getString(name))
                    .isEqualTo("me");
        }
        assertThat(headersSeen(field + ": me").getMap()).doesNotContainKey(name);
    }

    /** What frames a message or makes another one of it has one spelling, whoever sends it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded",
                "Content_Length",
                "content_type",
                "Transfer_Encoding",
                "Proxy_Connection",
                "Keep_Alive",
                "Idempotency_Key"
            })
    void noProxyMakesServicesReadAnotherMessage(String field) throws IOException {
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = proxy.sendLines("GET /open/echo HTTP/1.1", "Host: here", field + ": 5")
                    .read();

            assertThat(new JsonObject(answer.body()).getJsonObject("headers").getMap())
                    .doesNotContainKey(field.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void serviceLearnsUntilWhenItMustAnswer() throws IOException {
        long before = System.currentTimeMillis();

        var seen = headersSeen("X-Request-Deadline: " + (before + 1));

        assertThat(Long.parseLong(seen.getString("x-request-deadline")))
                .isBetween(before + ROUTE_TIMEOUT_MILLIS, System.currentTimeMillis() + ROUTE_TIMEOUT_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"5000, true", "3600000, false"})
    void trustedProxyMayHaveLessTime(long millis, boolean believed) throws IOException {
        long asked = System.currentTimeMillis() + millis;
        try (var client = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = client.sendLines("GET /open/echo HTTP/1.1", "Host: inner", "X-Request-Deadline: " + asked)
                    .read();

            var told = new JsonObject(answer.body()).getJsonObject("headers").getString("x-request-deadline");
            assertThat(told.equals(Long.toString(asked))).isEqualTo(believed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999", ""})
    void deadlineThatIsNoneIsIgnored(String deadline) throws IOException {
        try (var client = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = client.sendLines("GET /open/echo HTTP/1.1", "Host: inner", "X-Request-Deadline: " + deadline)
                    .read();

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void requestWhoseTimeIsOverIsNotSent() throws IOException {
        var id = UUID.randomUUID().toString();
        try (var client = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = client.sendLines(
                            "GET /open/echo?id=" + id + " HTTP/1.1", "Host: a", "X-Request-Deadline: 1000")
                    .read();

            assertProblem(answer, ErrorCode.UPSTREAM_TIMEOUT);
            assertThat(exchange("GET /open/calls?id=" + id + " HTTP/1.1", "Host: a")
                            .apply("")
                            .body())
                    .isEqualTo("0");
        }
    }

    @Test
    void connectionIsKeptAfterAServiceFailed() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /raw/close HTTP/1.1", "Host: here", "Content-Length: 2")
                    .send("ab");
            assertProblem(client.read(), ErrorCode.UPSTREAM_FAILED);

            assertThat(client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: here")
                            .read()
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void traceAndViaGoThrough() throws IOException {
        var seen =
                headersSeen("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Via: 1.0 other");

        assertThat(seen.getMap())
                .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .containsEntry("via", "1.0 other|1.1 gatehouse");
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200, 77", "GET, 204,", "GET, 304,", "HEAD, 204,"})
    void answersWithoutBodyHaveNone(String method, int status, String length) throws IOException {
        var query = "?code=" + status + (length == null ? "" : "&length=" + length);
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.sendLines(method + " /open/status" + query + " HTTP/1.1", "Host: here")
                    .readHead();
            var next = client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: here")
                    .read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers().get("content-length")).isEqualTo(length);
            assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
            assertThat(next.status()).isEqualTo(201);
        }
    }

    @Test
    void connectionIsKept() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            for (int i = 0; i < 3; i++) {
                client.sendLines("POST /open/echo HTTP/1.1", "Host: here", "Content-Length: 2")
                        .send("ab");
                assertThat(client.read().status()).isEqualTo(200);
            }
            client.sendLines("GET /nowhere HTTP/1.1", "Host: here");
            assertThat(client.read().status()).isEqualTo(404);
            client.sendLines("POST /nowhere HTTP/1.1", "Host: here", "Content-Length: 2")
                    .send("ab");
            assertThat(client.read().status()).isEqualTo(404);
            client.sendLines("GET /open/status?code=202 HTTP/1.1", "Host: here");
            assertThat(client.read().status()).isEqualTo(202);
        }
    }

    @Test
    void requestsInARowAreAnsweredInOrder() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(
                    "GET /open/status?code=201 HTTP/1.1",
                    "Host: a",
                    "",
                    "GET /open/status?code=202 HTTP/1.1",
                    "Host: a",
                    "",
                    "GET /nowhere HTTP/1.1",
                    "Host: a");

            assertThat(client.read().status()).isEqualTo(201);
            assertThat(client.read().status()).isEqualTo(202);
            assertThat(client.read().status()).isEqualTo(404);
        }
    }

    @Test
    void oldClientGetsABodyWithoutChunks() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.sendLines("GET /big/generate?bytes=5000&chunked=1 HTTP/1.0")
                    .read();

            assertThat(answer.headers()).doesNotContainKeys("transfer-encoding", "content-length");
            assertThat(answer.body()).hasSize(5_000);
        }
    }

    @Test
    void bodyIsAskedForOnceItIsWanted() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /open/echo HTTP/1.1", "Host: here", "Content-Length: 4", "Expect: 100-continue");
            assertThat(client.readHead().status()).isEqualTo(100);
            var answer = client.send("late").read();

            assertThat(new JsonObject(answer.body()).getString("body")).isEqualTo("late");
        }
    }

    @Test
    void declaredBodyOverTheLimitIsRefused() throws IOException {
        var answer = exchange("POST /tight/echo HTTP/1.1", "Host: here", "Content-Length: 1025", "Expect: 100-continue")
                .apply("");

        assertThat(assertProblem(answer, ErrorCode.PAYLOAD_TOO_LARGE).getString("detail"))
                .isEqualTo("At most 1024 bytes are accepted here.");
    }

    @Test
    void bodyAtTheLimitPasses() throws IOException {
        var answer = exchange("POST /tight/digest HTTP/1.1", "Host: here", "Content-Length: 1024")
                .apply("x".repeat(1024));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("1024 ");
    }

    @Test
    void countedBodyOverTheLimitIsRefused() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /tight/digest HTTP/1.1", "Host: here", "Transfer-Encoding: chunked")
                    .send("200\r\n" + "x".repeat(0x200) + "\r\n201\r\n" + "x".repeat(0x201) + "\r\n");
            var answer = client.read();

            assertThat(assertProblem(answer, ErrorCode.PAYLOAD_TOO_LARGE).getString("detail"))
                    .isEqualTo("At most 1024 bytes are accepted here.");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.send("0\r\n\r\n").isClosed()).isTrue();
        }
    }

    @Test
    void serviceThatIsDownIsUnavailable() throws IOException {
        var answer = exchange("GET /down HTTP/1.1", "Host: here").apply("");

        assertProblem(answer, ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void serviceThatIsSlowTimesOut() throws IOException {
        var id = UUID.randomUUID().toString();

        var answer =
                exchange("GET /brief/hang?id=" + id + " HTTP/1.1", "Host: here").apply("");

        assertProblem(answer, ErrorCode.UPSTREAM_TIMEOUT);
        await(() -> fate(id), "cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "close", "huge"})
    void serviceThatBreaksHttpHasFailed(String behaviour) throws IOException {
        assertProblem(
                exchange("GET /raw/" + behaviour + " HTTP/1.1", "Host: here").apply(""), ErrorCode.UPSTREAM_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "chunk"})
    void answerThatBreaksOffNeverLooksWhole(String behaviour) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /raw/" + behaviour + " HTTP/1.1", "Host: here");
            var head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            if ("short".equals(behaviour)) {
                assertThat(head.headers()).containsEntry("content-length", "100");
                assertThat(client.readBytes(100)).isEqualTo("only this".length());
            } else {
                assertThat(head.headers()).containsEntry("transfer-encoding", "chunked");
                assertThat(client.readBytes(100)).isEqualTo("5\r\nfirst\r\n".length());
            }
        }
    }

    @Test
    void answerUntilTheEndOfTheConnectionIsWhole() throws IOException {
        assertThat(exchange("GET /raw/until-close HTTP/1.1", "Host: here")
                        .apply("")
                        .body())
                .isEqualTo("until the end");
    }

    @Test
    void staleConnectionIsNotTheClientsTrouble() throws IOException {
        var id = UUID.randomUUID();

        assertThat(exchange("GET /raw/" + id + "/stale HTTP/1.1", "Host: here")
                        .apply("")
                        .body())
                .isEqualTo("1");
        assertThat(exchange("GET /raw/" + id + "/stale HTTP/1.1", "Host: here")
                        .apply("")
                        .body())
                .isEqualTo("3");
    }

    @Test
    void requestWithEffectsIsNotRepeated() throws IOException {
        var id = UUID.randomUUID();
        exchange("GET /raw/" + id + "/stale HTTP/1.1", "Host: here").apply("");

        var answer =
                exchange("POST /raw/" + id + "/stale HTTP/1.1", "Host: here").apply("");

        assertProblem(answer, ErrorCode.UPSTREAM_FAILED);
    }

    @Test
    void clientThatLeavesTakesItsRequestAlong() throws IOException {
        var id = UUID.randomUUID().toString();
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/hang?id=" + id + " HTTP/1.1", "Host: here");
            await(() -> fate(id), "waiting");
        }

        await(() -> fate(id), "cancelled");
    }

    @Test
    void earlyAnswerReachesAClientThatStillSends() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /big/early HTTP/1.1", "Host: here", "Content-Length: 1000000")
                    .send("x".repeat(20_000));
            var answer = client.read();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("no");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.send("x".repeat(980_000)).isClosed()).isTrue();
        }
    }

    @Test
    void largeUploadStreamsThrough() {
        var body = new Zeros(LARGE);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/big/digest"))
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build();
        long before = usedAfterCollection();

        var response = GatewayApi.send(request);

        assertThat(response.body()).isEqualTo(LARGE + " " + Zeros.checksum(LARGE));
        assertThat(usedAfterCollection() - before).isLessThan(MODEST_GROWTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&chunked=1"})
    void slowReaderSetsThePace(String kind) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            long before = usedAfterCollection();
            client.sendLines("GET /big/generate?bytes=" + LARGE + kind + " HTTP/1.1", "Host: here");
            client.readHead();
            // While nobody reads, the service must not be able to push the rest into the gateway.
            assertThat(usedAfterCollection() - before).isLessThan(MODEST_GROWTH);
            assertThat(client.readBytes(LARGE)).isEqualTo(LARGE);
        }
    }

    @Test
    void brokenChunkEndsTheConnection() throws IOException {
        var id = UUID.randomUUID();
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /open/echo?id=" + id + " HTTP/1.1", "Host: here", "Transfer-Encoding: chunked")
                    .send("3\r\nabc\r\nzz\r\n");

            assertProblem(client.read(), ErrorCode.MALFORMED_REQUEST);
            assertThat(client.isClosed()).isTrue();
        }
    }

    private JsonObject headersSeen(String... headers) throws IOException {
        var lines = new String[headers.length + 2];
        lines[0] = "GET /open/echo HTTP/1.1";
        lines[1] = "Host: here";
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return new JsonObject(exchange(lines).apply("").body()).getJsonObject("headers");
    }

    private interface Body {
        RawClient.Answer apply(String body) throws IOException;
    }

    private Body exchange(String... head) {
        return body -> {
            try (var client = RawClient.connect(edge.port())) {
                return client.sendLines(head).send(body).read();
            }
        };
    }

    private String fate(String id) {
        return GatewayApi.get(edge.port(), "/open/fate?id=" + id).body();
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int length) {
            left = length;
        }

        static long checksum(int length) {
            var checksum = new CRC32();
            checksum.update(new byte[length]);
            return checksum.getValue();
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = Math.min(length, left);
            java.util.Arrays.fill(bytes, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
