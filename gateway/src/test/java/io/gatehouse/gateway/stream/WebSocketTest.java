package io.gatehouse.gateway.stream;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.gateway.revocation.StreamInRedis;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class WebSocketTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final int ENOUGH = 2 << 20;
    private static final int FRAME = 32 << 10;

    // What the kernel keeps of three connections on the way, at most; what the gateway keeps is far below.
    private static final long KEPT_BY_KERNEL = 40L << 20;

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();

    @Test
    void messagesGoBothWays() throws Exception {
        var socket = SocketClient.open(edge.port(), "/streams/echo?id=" + id);

        socket.say("one");
        socket.say("two");

        assertThat(socket.next()).isEqualTo("heard one");
        assertThat(socket.next()).isEqualTo("heard two");
        socket.close(1000);
        assertThat(socket.closeCode()).isEqualTo(1000);
        await(() -> "closed 1000".equals(fate()));
    }

    @Test
    void serviceMaySpeakFirstAndClose() throws Exception {
        var socket = SocketClient.open(edge.port(), "/streams/greet?id=" + id);

        command("close");

        assertThat(socket.next()).isEqualTo("at once");
        assertThat(socket.closeCode()).isEqualTo(4000);
    }

    @Test
    void serviceSeesWhoAsksAndNothingThatIsMadeUp() throws Exception {
        var token = Tokens.fresh();
        var socket = SocketClient.open(
                edge.port(),
                "/streams-guarded/headers?id=" + id,
                "Authorization",
                "Bearer " + token,
                "X-Gatehouse-Admin",
                "1",
                "X-Forwarded-For",
                "9.9.9.9");

        assertThat(socket.next())
                .contains("X-Forwarded-For=127.0.0.1", "Bearer " + token, "X-Request-Id=")
                .doesNotContain("9.9.9.9", "X-Gatehouse-Admin");
    }

    @Test
    void answerToTheHandshakeIsTheServices() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.sendLines(handshake("/streams/echo")).readHead();

            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.headers())
                    .containsEntry("sec-websocket-accept", ACCEPT)
                    .containsEntry("connection", "Upgrade")
                    .containsEntry("upgrade", "websocket")
                    .containsKey("x-request-id");
        }
    }

    @Test
    void tokenIsAskedForBefore() throws IOException {
        assertProblem(ask(handshake("/streams-guarded/echo")), ErrorCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/echo", "/guarded/echo"})
    void routeWithoutTheKeyOpensNone(String path) throws IOException {
        assertProblem(ask(handshake(path)), ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Sec-WebSocket-Key: " + KEY + " ! Sec-WebSocket-Key: short",
                "Sec-WebSocket-Key: " + KEY + " ! X-Nothing: 1",
                "Connection: Upgrade ! Connection: close",
                "Upgrade: websocket ! Upgrade: websocket2",
                "GET ! POST",
                "HTTP/1.1 ! HTTP/1.0",
                "Host: here ! Host: here\\r\\nContent-Length: 3",
                "Host: here ! Host: here\\r\\nSec-WebSocket-Key: " + KEY
            })
    void brokenHandshakeIsRefused(String right, String wrong) throws IOException {
        var broken = String.join("\r\n", handshake("/streams/echo")).replace(right, wrong.translateEscapes());

        assertProblem(ask(broken), ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void otherVersionIsToldWhichOneIsSpoken() throws IOException {
        var old = String.join("\r\n", handshake("/streams/echo")).replace("Version: 13", "Version: 8");

        var answer = ask(old);

        assertProblem(answer, ErrorCode.UPGRADE_REQUIRED);
        assertThat(answer.headers())
                .containsEntry("sec-websocket-version", "13")
                .containsEntry("upgrade", "websocket");
    }

    @ParameterizedTest
    @CsvSource({
        "/streams/echo, http://here",
        "/streams/echo, http://HERE:80",
        "/streams/echo, https://here",
        "/streams/echo, HTTPS://Here:443",
        "/streams-cors/echo, https://app.example.com"
    })
    void pageOfAnAllowedOriginOpensOne(String path, String origin) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(handshake(path, "Origin: " + origin));

            assertThat(client.readHead().status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/streams/echo, Origin: https://evil.example",
        "/streams/echo, Origin: http://here.evil.example",
        "/streams/echo, Origin: http://here:81",
        "/streams/echo, Origin: http://here:443",
        "/streams/echo, Origin: null",
        "/streams/echo, Origin: here",
        "/streams-cors/echo, Origin: https://evil.example",
        // Without `credentials` in its rules no page acts with cookies.
        "/streams-cors/echo, Origin: https://app.example.com\\r\\nCookie: session=1"
    })
    void pageOfAnotherOriginOpensNone(String path, String origin) throws IOException {
        assertProblem(ask(handshake(path, origin.translateEscapes())), ErrorCode.FORBIDDEN);
    }

    @Test
    void whatWasSentBeforeARefusalIsNoRequest() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(String.join("\r\n", handshake("/streams/refuse?id=" + id)) + "\r\n\r\n" + "GET /open/echo?id="
                    + id + " HTTP/1.1\r\nHost: here\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(418);
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(GatewayApi.get(edge.port(), "/open/calls?id=" + id).body()).isEqualTo("0");
    }

    @Test
    void serviceThatAcceptsSomethingElseHasFailed() throws IOException {
        assertProblem(ask(handshake("/streams-raw/accepts-nothing")), ErrorCode.UPSTREAM_FAILED);
    }

    @Test
    void whatWasSentBeforeTheAnswerArrivesAfterIt() throws Exception {
        try (var client = RawClient.connect(edge.port())) {
            client.send(String.join("\r\n", handshake("/streams/deaf?id=" + id)) + "\r\n\r\n");
            client.send("\u0082\u0085\0\0\0\0early");
            client.readHead();

            command("hear");

            await(() -> "5".equals(fate()));
        }
    }

    @Test
    void streamEndsWithItsToken() {
        var token = Tokens.with(claims -> claims.setExpirationTime(Tokens.in(Duration.ofSeconds(3))));
        var socket =
                SocketClient.open(edge.port(), "/streams-guarded/echo?id=" + id, "Authorization", "Bearer " + token);

        assertThat(socket.closeCode()).isEqualTo(1008);
        await(() -> fate().startsWith("closed"));
    }

    @Test
    void streamEndsWithItsSession() {
        var sid = UUID.randomUUID();
        var token = Tokens.with(claims -> claims.setStringClaim("sid", sid.toString()));
        var socket =
                SocketClient.open(edge.port(), "/streams-guarded/echo?id=" + id, "Authorization", "Bearer " + token);

        try (var revocations = new StreamInRedis()) {
            revocations.append(Revocation.ofSession(sid, Instant.now().plusSeconds(900)));
            long revoked = System.nanoTime();

            assertThat(socket.closeCode()).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void accountHasNoMoreThanItsShare() throws Exception {
        var token = Tokens.fresh();
        var headers = new String[] {"Authorization", "Bearer " + token};
        var first = SocketClient.open(edge.port(), "/streams-guarded/echo?id=" + id, headers);
        for (int i = 1; i < 5; i++) {
            SocketClient.open(edge.port(), "/streams-guarded/echo?id=" + id + i, headers);
        }

        var refused = ask(handshake("/streams-guarded/echo", "Authorization: Bearer " + token));
        assertProblem(refused, ErrorCode.TOO_MANY_STREAMS);
        assertThat(refused.headers()).containsKey("retry-after");

        first.close(1000);
        first.closeCode();
        await(() -> opens(handshake("/streams-guarded/echo", "Authorization: Bearer " + token)));
    }

    @Test
    void slowReaderStopsTheService() throws Exception {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(handshake("/streams/flood?id=" + id)).readHead();

            long stopped = stopped();

            assertThat(stopped).isLessThan(KEPT_BY_KERNEL);
            assertThat(client.readBytes((int) stopped)).isEqualTo((int) stopped);
            await(() -> Long.parseLong(fate()) > stopped);
        }
    }

    @Test
    void slowServiceStopsTheClient() throws Exception {
        try (var client = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()))) {
            client.write(ascii(String.join("\r\n", handshake("/streams/deaf?id=" + id)) + "\r\n\r\n"));
            client.read(ByteBuffer.allocate(ENOUGH));
            client.configureBlocking(false);

            long stopped = writeUntilStopped(client);

            assertThat(stopped).isLessThan(KEPT_BY_KERNEL);
            command("hear");
            await(() -> Long.parseLong(fate()) > 0);
        }
    }

    private long writeUntilStopped(SocketChannel client) throws IOException {
        // A masked frame of 32 KiB, again and again.
        var frame = ByteBuffer.allocate(8 + FRAME).put(new byte[] {(byte) 0x82, (byte) 0xfe, (byte) (FRAME >> 8), 0});
        long sent = 0;
        long since = System.nanoTime();
        while (System.nanoTime() - since < 500_000_000 && sent < KEPT_BY_KERNEL) {
            if (!frame.hasRemaining() || sent == 0) {
                frame.clear();
            }
            int written = client.write(frame);
            if (written > 0) {
                sent += written;
                since = System.nanoTime();
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return sent;
    }

    // How much had been sent when no more was for half a second.
    private long stopped() {
        await(() -> !"none".equals(fate()));
        var before = fate();
        long since = System.nanoTime();
        while (System.nanoTime() - since < 500_000_000) {
            var now = fate();
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
                assertThat(Long.parseLong(now)).isLessThan(KEPT_BY_KERNEL);
            }
        }
        return Long.parseLong(before);
    }

    private static String[] handshake(String path, String... more) {
        var lines = new String[7 + more.length];
        lines[0] = "GET " + path + " HTTP/1.1";
        lines[1] = "Host: here";
        lines[2] = "Connection: Upgrade";
        lines[3] = "Upgrade: websocket";
        lines[4] = "Sec-WebSocket-Version: 13";
        lines[5] = "Sec-WebSocket-Key: " + KEY;
        lines[6] = "X-Last: 1";
        System.arraycopy(more, 0, lines, 7, more.length);
        return lines;
    }

    private RawClient.Answer ask(String... lines) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.sendLines(lines).read();
            assertThat(client.isClosed()).isTrue();
            return answer;
        }
    }

    private boolean opens(String... lines) {
        try (var client = RawClient.connect(edge.port())) {
            return client.sendLines(lines).readHead().status() == 101;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void command(String what) {
        GatewayApi.get(edge.port(), "/open/socket-command?id=" + id + "&do=" + what);
    }

    private String fate() {
        return GatewayApi.get(edge.port(), "/open/fate?id=" + id).body();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
