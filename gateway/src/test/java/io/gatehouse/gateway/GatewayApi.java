package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The gateway as its clients see it. */
public final class GatewayApi {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GatewayApi() {}

    public static HttpResponse<String> get(int port, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public static HttpResponse<String> get(int port, String path, Token token) {
        return get(port, path, "Authorization", "Bearer " + token.value());
    }

    /** An access token. */
    public record Token(String value) {}

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Status, media type, code and request id of a refusal, as every one must have them. */
    public static JsonObject assertProblem(HttpResponse<String> response, ErrorCode code) {
        var headers = response.headers();
        assertThat(response.statusCode()).isEqualTo(code.status);
        assertThat(headers.firstValue("content-type")).hasValue("application/problem+json");
        return assertProblem(response.body(), headers.firstValue("x-request-id").orElseThrow(), code);
    }

    /** The same for a raw answer. */
    public static JsonObject assertProblem(RawClient.Answer answer, ErrorCode code) {
        assertThat(answer.status()).isEqualTo(code.status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        return assertProblem(answer.body(), answer.headers().get("x-request-id"), code);
    }

    private static JsonObject assertProblem(String body, String requestId, ErrorCode code) {
        var problem = new JsonObject(body);
        assertThat(problem.getString("code")).isEqualTo(code.wire);
        assertThat(problem.getInteger("status")).isEqualTo(code.status);
        assertThat(problem.getString("type")).isEqualTo(Problem.typeOf(code).toString());
        assertThat(problem.getString("title")).isEqualTo(code.title);
        assertThat(problem.getString("request_id")).isEqualTo(requestId).matches("[0-9a-f-]{36}");
        return problem;
    }
}
