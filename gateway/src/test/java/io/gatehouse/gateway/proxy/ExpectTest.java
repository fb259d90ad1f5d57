package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask before they send a body (RFC 9110 section 10.1.1), and fields named in {@code Connection}. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ExpectTest {

    @Inject
    Edge edge;

    @Test
    void serviceThatWantsTheBodySaysSo() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /open/continue HTTP/1.1", "Host: a", "Content-Length: 4", "Expect: 100-Continue");
            assertThat(client.readHead().status()).isEqualTo(100);
            var echo = new JsonObject(client.send("body").read().body());

            assertThat(echo.getString("body")).isEqualTo("body");
            assertThat(echo.getJsonObject("headers").getString("expect")).isEqualTo("100-continue");
        }
    }

    @Test
    void serviceThatDoesNotWantItAnswersAtOnce() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /open/early HTTP/1.1", "Host: a", "Content-Length: 4", "Expect: 100-continue");
            var answer = client.read();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/echo", "/keyed/echo"})
    void oldClientIsToldNothingInBetween(String path) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(
                    "POST " + path + " HTTP/1.0",
                    "Host: a",
                    "Content-Length: 4",
                    "Expect: 100-continue",
                    "Idempotency-Key: " + UUID.randomUUID());
            var answer = client.send("body").read();

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void namingFieldsInConnectionTakesNothingFromTheMessage() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(
                    "POST /open/echo HTTP/1.1",
                    "Host: a",
                    "Content-Length: 4",
                    "Authorization: Basic eA==",
                    "Cookie: a=b",
                    "TE: trailers",
                    "X-Own: x",
                    "Connection: Authorization, Cookie, Host, Content-Length, TE, X-Forwarded-For, X-Request-Id, X-Own");
            var echo = new JsonObject(client.send("body").read().body());

            assertThat(echo.getString("body")).isEqualTo("body");
            assertThat(echo.getJsonObject("headers").fieldNames())
                    .contains("authorization", "cookie", "host", "content-length", "x-forwarded-for", "x-request-id")
                    .doesNotContain("x-own");
        }
    }
}
