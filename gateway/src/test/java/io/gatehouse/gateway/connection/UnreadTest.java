package io.gatehouse.gateway.connection;

import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.gateway.RawHttp2Client.ENHANCE_YOUR_CALM;
import static io.gatehouse.local.test.Eventually.await;
import static io.gatehouse.local.test.Http2Frames.DATA;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static io.gatehouse.local.test.Http2Frames.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients that do not read, and little memory for that. Nothing else cuts them off meanwhile. */
@QuarkusTest
@TestProfile(UnreadTest.LittleMemory.class)
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class UnreadTest {

    private static final int MOST = 4 << 20;

    // What one turn of the event loop may bring before any gives way.
    private static final int ONE_TURN = 1 << 20;
    private static final int CLIENTS = 100;
    private static final int MANY_BYTES = 2_000_000;
    private static final int RECEIVE_BUFFER = 16 << 10;
    private static final long PACE_NANOS = 10_000_000;

    private static final int CONNECTIONS = 20;
    private static final int STREAMS = 100;
    private static final int FEW_BYTES = 8_000;
    private static final int WINDOW = 20_000;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private final List<Closeable> clients = new ArrayList<>();

    @Inject
    Edge edge;

    @Inject
    MeterRegistry registry;

    /** For what is not read, on a single event loop. */
    public static class LittleMemory implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.connections.unread-max", Integer.toString(MOST),
                    "gatehouse.edge.event-loops", "1",
                    "gatehouse.connections.read-timeout", "5M",
                    "gatehouse.http2.stall-timeout", "5M");
        }
    }

    @AfterEach
    void nothingIsKeptAfterwards() throws IOException {
        for (var client : clients) {
            client.close();
        }
        await(() -> unread() == 0);
    }

    @Test
    void connectionsGiveWayAndTheOneThatGetsOnDoesNot() throws IOException {
        double before = count("gatehouse.gateway.connections.closed");
        var slow = new ArrayList<RawClient>();
        var steady = ask(MANY_BYTES);
        int read = 0;
        for (int i = 0; i < CLIENTS; i++) {
            slow.add(ask(MANY_BYTES));
            LockSupport.parkNanos(PACE_NANOS);
            read += steady.readBytes(MANY_BYTES / CLIENTS);
            assertOthersAreServedWithinTheLimit();
        }

        assertThat(read + steady.readBytes(MANY_BYTES - read)).isEqualTo(MANY_BYTES);
        assertThat(count("gatehouse.gateway.connections.closed") - before).isBetween(CLIENTS / 2.0, CLIENTS - 1.0);
        assertThat(slow.getFirst().readUntilClosed()).isLessThan(MANY_BYTES);
        assertThat(slow.getLast().readBytes(MANY_BYTES)).isEqualTo(MANY_BYTES);
    }

    @Test
    void streamsGiveWayAndTheOneThatGetsOnDoesNot() throws IOException {
        double before = count("gatehouse.gateway.responses.reset");
        var slow = new ArrayList<RawHttp2Client>();
        var steady = connect(WINDOW).get(1, "/open/generate?bytes=" + CONNECTIONS * WINDOW);
        for (int i = 0; i < CONNECTIONS; i++) {
            slow.add(askWithoutWindow());
            assertThat(readBytes(steady, WINDOW)).isEqualTo(WINDOW);
            grant(grant(steady, 0, WINDOW), 1, WINDOW);
            assertOthersAreServedWithinTheLimit();
        }

        // Others may have ended before, because their connections to the service were needed.
        assertThat(count("gatehouse.gateway.responses.reset") - before)
                .isBetween(CONNECTIONS * STREAMS / 2.0, CONNECTIONS * STREAMS - 1.0);
        assertThat(slow.getFirst().await(RST_STREAM).error()).isEqualTo(ENHANCE_YOUR_CALM);
        var last = grant(slow.getLast(), 0, STREAMS * FEW_BYTES).settings(INITIAL_WINDOW_SIZE, WINDOW);
        assertThat(last.read(2 * STREAMS - 1).body()).hasSize(FEW_BYTES);
    }

    private RawClient ask(int bytes) throws IOException {
        var client = RawClient.connectNarrow(edge.port(), RECEIVE_BUFFER);
        clients.add(client);
        client.sendLines("GET /open/generate?bytes=" + bytes + " HTTP/1.1", "Host: a");
        assertThat(client.readHead().status()).isEqualTo(200);
        return client;
    }

    private RawHttp2Client askWithoutWindow() throws IOException {
        var client = connect(0);
        for (int id = 1; id < 2 * STREAMS; id += 2) {
            client.get(id, "/open/generate?bytes=" + FEW_BYTES);
        }
        for (int responses = 0; responses < STREAMS; responses++) {
            assertThat(client.await(HEADERS).fields().status()).hasToString("200");
        }
        return client;
    }

    private RawHttp2Client connect(int window) throws IOException {
        var client = RawHttp2Client.connect(edge.clearTextHttp2Port(), INITIAL_WINDOW_SIZE, window);
        clients.add(client);
        return client;
    }

    private void assertOthersAreServedWithinTheLimit() {
        assertThat(get(edge.port(), "/open/echo").statusCode()).isEqualTo(200);
        assertThat(unread()).isLessThanOrEqualTo(MOST + ONE_TURN);
    }

    /** How many bytes of bodies came, up to that many, or until something was reset. */
    private static int readBytes(RawHttp2Client client, int length) throws IOException {
        int count = 0;
        while (count < length) {
            var frame = client.next();
            if (frame == null || frame.type() == RST_STREAM) {
                return count;
            }
            count += frame.type() == DATA ? frame.payload().readableBytes() : 0;
        }
        return count;
    }

    private static RawHttp2Client grant(RawHttp2Client client, int stream, int bytes) throws IOException {
        return client.send(WINDOW_UPDATE, 0, stream, increment(bytes));
    }

    private static byte[] increment(int bytes) {
        return ByteBuffer.allocate(4).putInt(bytes).array();
    }

    private double unread() {
        return registry.get("gatehouse.gateway.unread.bytes").gauge().value();
    }

    private double count(String name) {
        return registry.get(name).tag("reason", "unread_max").counter().count();
    }
}
