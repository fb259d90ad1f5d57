package io.gatehouse.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Streams that may be silent for two seconds and last for five. */
@QuarkusTest
@TestProfile(StreamTimesTest.Brief.class)
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class StreamTimesTest {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration LIFETIME = Duration.ofSeconds(5);

    // They are looked at once a second, and on a machine that does much else.
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int GOING_AWAY = 1001;

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();
    private final long began = System.nanoTime();

    public static class Brief implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.streams.idle-timeout", "2S", "gatehouse.streams.lifetime", "5S");
        }
    }

    @Test
    void silentSocketIsClosed() {
        var socket = SocketClient.open(edge.port(), "/streams/echo?id=" + id);

        assertThat(socket.closeCode()).isEqualTo(GOING_AWAY);
        assertLasted(IDLE);
    }

    @Test
    void socketThatSpeaksIsClosedAtItsTime() {
        var socket = SocketClient.open(edge.port(), "/streams/echo?id=" + id);

        while (socket.trySay("on")) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }

        assertThat(socket.closeCode()).isEqualTo(GOING_AWAY);
        assertLasted(LIFETIME);
    }

    @Test
    void silentEventStreamEndsWhole() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /streams/events?id=" + id + " HTTP/1.1", "Host: here", "Accept: text/event-stream");

            var answer = client.read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(": welcome\n\n");
            assertLasted(IDLE);
        }
    }

    @Test
    void silentCallEndsWithAStatus() throws IOException {
        try (var client = RawHttp2Client.connect(edge.clearTextHttp2Port())) {
            client.post(1, "/grpc/shop.Things/grpc-echo", "content-type", "application/grpc", "te", "trailers")
                    .data(0, 1, "\0\0\0\0\1x");

            var answer = client.read(1);

            assertThat(answer.whole()).isTrue();
            assertThat(answer.headers()).containsEntry("grpc-status", "4");
            assertLasted(IDLE);
        }
    }

    private void assertLasted(Duration time) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(time, time.plus(LATE));
    }
}
