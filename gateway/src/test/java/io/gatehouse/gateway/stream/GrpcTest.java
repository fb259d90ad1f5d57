package io.gatehouse.gateway.stream;

import static io.gatehouse.gateway.RawHttp2Client.CANCEL;
import static io.gatehouse.local.test.Eventually.await;
import static io.gatehouse.local.test.Http2Frames.DATA;
import static io.gatehouse.local.test.Http2Frames.END_STREAM;
import static io.gatehouse.local.test.Http2Frames.HEADERS;
import static io.gatehouse.local.test.Http2Frames.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawHttp2Client;
import io.gatehouse.gateway.RawHttp2Client.Frame;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gRPC calls by HTTP/2 on both sides, frame by frame. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class GrpcTest {

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();

    @Test
    void messagesGoBothWaysWhileTheCallIsOpenAndTheStatusFollows() throws IOException {
        try (var client = call("/grpc/shop.Things/grpc-echo")) {
            assertThat(message(client.data(0, 1, message("one")))).isEqualTo("one");
            assertThat(message(client.data(0, 1, message("two")))).isEqualTo("two");
            client.send(DATA, END_STREAM, 1);

            var status = client.await(HEADERS);
            assertThat(isLast(status)).isTrue();
            assertThat(status.fields().get("grpc-status")).hasToString("0");
            assertThat(status.fields().get("grpc-message")).hasToString("by HTTP_2");
            assertThat(status.fields().get("checksum-bin")).hasToString("KgA");
            assertThat(status.fields().contains("x-gatehouse-inner")).isFalse();
        }
    }

    @Test
    void callWithATokenIsServed() throws IOException {
        try (var client = call("/grpc-guarded/shop.Things/grpc-echo", "authorization", "Bearer " + Tokens.fresh())) {
            assertThat(message(client.data(END_STREAM, 1, message("one")))).isEqualTo("one");
            assertThat(client.await(HEADERS).fields().get("grpc-status")).hasToString("0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The service's own, at once with its header.
        "/grpc/shop.Things/grpc-refuse, 5, none",
        // The gateway's.
        "/grpc-guarded/shop.Things/grpc-echo, 16, invalid_token",
        "/grpc-down/shop.Things/grpc-echo, 14, service_unavailable"
    })
    void refusalIsAStatusAndNothingElse(String path, String status, String message) throws IOException {
        try (var client = call(path)) {
            var answer = client.await(HEADERS);

            assertThat(isLast(answer)).isTrue();
            assertThat(answer.fields().status()).hasToString("200");
            assertThat(answer.fields().get("content-type")).hasToString("application/grpc");
            assertThat(answer.fields().get("grpc-status")).hasToString(status);
            assertThat(answer.fields().get("grpc-message").toString()).startsWith(message);
        }
    }

    @Test
    void callEndsWithTheTimeThatItsClientWaits() throws IOException {
        long began = System.nanoTime();
        try (var client = call("/grpc/shop.Things/hang?id=" + id, "grpc-timeout", "300m")) {
            var answer = client.await(HEADERS);

            assertThat(answer.fields().get("grpc-status")).hasToString("4");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    void cancelledCallIsCancelledAtItsService() throws IOException {
        try (var client = call("/grpc/shop.Things/hang?id=" + id)) {
            awaitFate("waiting");

            client.send(RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) CANCEL);

            awaitFate("cancelled");
        }
    }

    private RawHttp2Client call(String path, String... more) throws IOException {
        var fields = new String[more.length + 4];
        System.arraycopy(more, 0, fields, 4, more.length);
        fields[0] = "content-type";
        fields[1] = "application/grpc";
        fields[2] = "te";
        fields[3] = "trailers";
        return RawHttp2Client.connect(edge.clearTextHttp2Port()).post(1, path, fields);
    }

    // Not compressed, and its length before it.
    private static String message(String text) {
        return "\0\0\0\0" + (char) text.length() + text;
    }

    private static String message(RawHttp2Client client) throws IOException {
        return client.await(DATA).payload().toString(StandardCharsets.UTF_8).substring(5);
    }

    private static boolean isLast(Frame frame) {
        return (frame.flags() & END_STREAM) != 0;
    }

    private void awaitFate(String fate) {
        await(() -> GatewayApi.get(edge.port(), "/open/fate?id=" + id).body(), fate);
    }
}
