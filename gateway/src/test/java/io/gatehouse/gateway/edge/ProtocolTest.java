package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ProtocolTest {

    @Inject
    Edge edge;

    @Test
    void nothingIsReadAfterAMessageThatCouldNotBeRead() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("POST /open/echo HTTP/1.1", "Host: a", "Content-Length: 4", "Transfer-Encoding: chunked")
                    .sendLines("0", "", "GET /open/status?code=201 HTTP/1.1", "Host: a");
            var answer = client.read();

            assertProblem(answer, ErrorCode.MALFORMED_REQUEST);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void foldIsSeenAlsoWhereTheHeaderComesInParts() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send("GET /open/echo HTTP/1.1\r\nHost: a\r\nX-Folded: one\r\n");
            pause();

            assertProblem(client.send(" two\r\n\r\n").read(), ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void spaceThatFoldsNothingIsLeftAlone() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var first = "POST /open/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n\r\n x";
            client.send(first + "GET /open/status?code=201 HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVIL/7.3", "HTTP/2.0", "ICAP/1.0", "http/1.1", "HTTP/1.2", "HTTP/1.1x", ""})
    void otherProtocolsAreRefusedInHttp(String version) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer = client.sendLines("GET / " + version, "Host: a").read();

            assertProblem(answer, ErrorCode.MALFORMED_REQUEST);
            assertThat(answer.version()).isEqualTo("HTTP/1.1");
            assertThat(answer.headers()).containsKey("x-request-id").containsEntry("connection", "close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: %s", "Cookie: %s"})
    void headerThatIsTooLargeIsRefused(String field) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/echo HTTP/1.1", "Host: a", field.formatted("x".repeat(17 << 10)));

            assertProblem(client.read(), ErrorCode.HEADER_FIELDS_TOO_LARGE);
        }
    }

    @Test
    void requestLineThatIsTooLongIsRefused() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/echo?" + "x".repeat(9 << 10) + " HTTP/1.1", "Host: a");

            assertProblem(client.read(), ErrorCode.HEADER_FIELDS_TOO_LARGE);
        }
    }

    @Test
    void headerMayNotTakeForEver() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send("GET /open/echo HTTP/1.1\r\nHost: a\r\n");

            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /open/echo", "CONNECT other:443", "CONNECT /open/echo"})
    void tunnelsAndMirrorsAreNoMethods(String line) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines(line + " HTTP/1.1", "Host: a");

            assertProblem(client.read(), ErrorCode.METHOD_NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://evil.example"})
    void thereIsOneOriginAtMost(String second) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/echo HTTP/1.1", "Host: a", "Origin: http://a", "Origin: " + second);

            assertProblem(client.read(), ErrorCode.MALFORMED_REQUEST);
        }
    }

    @ParameterizedTest
    @CsvSource({"255, 201", "262, 400"})
    void hostIsNoLongerThanANameAndAPort(int length, int status) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: " + "a".repeat(length));

            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @Test
    void unknownPathIsNotFound() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var problem = assertProblem(
                    client.sendLines("GET /internal/v1/events?token=secret HTTP/1.1", "Host: a")
                            .read(),
                    ErrorCode.NOT_FOUND);

            assertThat(problem.getString("instance")).isEqualTo("/internal/v1/events");
        }
    }

    @Test
    void wrongMethodIsToldTheRightOnes() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            var answer =
                    client.sendLines("DELETE /problems HTTP/1.1", "Host: a").read();

            var problem = assertProblem(answer, ErrorCode.METHOD_NOT_ALLOWED);
            assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
            assertThat(problem.getJsonArray("allowed_methods"))
                    .isEqualTo(new JsonArray().add("GET").add("HEAD"));
        }
    }

    @Test
    void refusalOfHeadHasNoBody() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("HEAD /nowhere HTTP/1.1", "Host: a");
            assertThat(client.readHead().status()).isEqualTo(404);
            client.sendLines("GET /open/status?code=201 HTTP/1.1", "Host: a");
            assertThat(client.read().status()).isEqualTo(201);
        }
    }

    @Test
    void hostDecidesWhereItIsAskedFor() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /hosted HTTP/1.1", "Host: API.example.com:8080");
            assertThat(client.read().status()).isEqualTo(200);
            client.sendLines("GET /hosted HTTP/1.1", "Host: other.example.com");
            assertThat(client.read().status()).isEqualTo(404);
        }
    }
}
