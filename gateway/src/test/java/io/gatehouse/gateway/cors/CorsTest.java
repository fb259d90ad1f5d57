package io.gatehouse.gateway.cors;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class CorsTest {

    private static final String ALLOWED = "Origin: https://app.example.com";
    private static final String PREFLIGHT = "Access-Control-Request-Method: PUT";

    @Inject
    Edge edge;

    @Test
    void preflightIsAnsweredWithoutTokenAndService() throws IOException {
        var answer = ask("OPTIONS", "/cors/x", ALLOWED, PREFLIGHT, "Access-Control-Request-Headers: x-app");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", "https://app.example.com")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("access-control-allow-methods", "GET, HEAD, PUT")
                .containsEntry("access-control-allow-headers", "Authorization, X-App")
                .containsEntry("access-control-max-age", "60")
                .containsEntry("vary", "Origin")
                .containsKey("x-request-id")
                .doesNotContainKey("access-control-expose-headers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "https://evil.example",
                "null"
            })
    void otherOriginsAreAllowedNothing(String origin) throws IOException {
        var preflight = ask("OPTIONS", "/cors/x", "Origin: " + origin, PREFLIGHT);
        var request = ask("GET", "/cors/x", "Origin: " + origin, token());

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(request.status()).isEqualTo(200);
        for (var answer : new RawClient.Answer[] {preflight, request}) {
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers()).containsEntry("vary", "Origin");
        }
    }

    @Test
    void allowedOriginReadsTheResponse() throws IOException {
        var answer = ask("GET", "/cors/x", ALLOWED, token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", "https://app.example.com")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("access-control-expose-headers", "ETag")
                .containsEntry("vary", "Origin")
                .doesNotContainKeys("access-control-allow-methods", "access-control-max-age");
    }

    @Test
    void whatTheServiceSaysAboutItIsReplaced() throws IOException {
        var answer = ask("GET", "/cors/hop", ALLOWED, token());

        assertThat(answer.headers()).containsEntry("access-control-allow-origin", "https://app.example.com");
    }

    @Test
    void problemsOfTheGatewayCanBeRead() throws IOException {
        var answer = ask("GET", "/cors/x", ALLOWED);

        assertProblem(answer, ErrorCode.INVALID_TOKEN);
        assertThat(answer.headers()).containsEntry("access-control-allow-origin", "https://app.example.com");
    }

    @Test
    void anyOriginMeansNoCredentials() throws IOException {
        var answer = ask("GET", "/cors-open/x", "Origin: https://somebody.example");

        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKeys("access-control-allow-credentials", "vary");
    }

    @Test
    void preflightForAMethodThatIsNotThereIsRefused() throws IOException {
        assertProblem(
                ask("OPTIONS", "/cors/x", ALLOWED, "Access-Control-Request-Method: DELETE"),
                ErrorCode.METHOD_NOT_ALLOWED);
    }

    @Test
    void preflightOfARouteWithoutRulesIsTheServices() throws IOException {
        var answer = ask("OPTIONS", "/big/x", ALLOWED, PREFLIGHT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"method\":\"OPTIONS\"");
        assertThat(answer.headers()).doesNotContainKeys("access-control-allow-origin", "vary");
    }

    @Test
    void preflightsAreLimitedByAddress() throws IOException {
        for (int i = 0; i < 30; i++) {
            assertThat(preflightFrom("127.0.0.77").status()).isEqualTo(204);
        }

        var next = preflightFrom("127.0.0.77");

        assertProblem(next, ErrorCode.RATE_LIMITED);
        assertThat(next.headers()).containsEntry("access-control-allow-origin", "https://app.example.com");
    }

    @Test
    void preflightsTakeNothingFromTheirRoutesLimits() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(preflightFrom("127.0.0.78").status()).isEqualTo(204);
        }

        var request = askFrom("127.0.0.78", "PUT", "/cors-limited/x", ALLOWED, token());

        assertThat(request.headers())
                .containsEntry("ratelimit", "\"five-account\";r=4;t=12, \"cors-address\";r=1;t=1800");
    }

    private RawClient.Answer ask(String method, String path, String... headers) throws IOException {
        return askFrom("127.0.0.1", method, path, headers);
    }

    private RawClient.Answer askFrom(String from, String method, String path, String... headers) throws IOException {
        try (var client = RawClient.connect(from, edge.port())) {
            var lines = Stream.concat(Stream.of(method + " " + path + " HTTP/1.1", "Host: here"), Stream.of(headers))
                    .collect(Collectors.joining("\r\n"));
            return client.send(lines + "\r\n\r\n").read();
        }
    }

    private RawClient.Answer preflightFrom(String address) throws IOException {
        return askFrom(address, "OPTIONS", "/cors-limited/x", ALLOWED, PREFLIGHT);
    }

    private static String token() {
        return "Authorization: Bearer " + Tokens.fresh();
    }
}
