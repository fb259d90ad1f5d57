package io.gatehouse.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.auth.LoginRequest;
import io.gatehouse.contracts.auth.RefreshRequest;
import io.gatehouse.contracts.auth.SignupRequest;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.client.CreateClientRequest;
import io.gatehouse.contracts.client.NewClientResponse;
import io.gatehouse.kit.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a client of the gateway, or of auth-service itself, sends and reads. */
public final class Client implements AutoCloseable {

    /** Of everybody who signs up here. */
    public static final String PASSWORD = "seven green bicycles sing";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ObjectMapper json = Json.configure(new ObjectMapper());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI gateway;

    public Client(URI gateway) {
        this.gateway = gateway;
    }

    public void signUp(String email) throws IOException, InterruptedException {
        var answer = http.send(
                post("/v1/auth/signup", new SignupRequest(email, PASSWORD, "Ada Lovelace")), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("sign-up was answered with " + answer.statusCode());
        }
    }

    public TokenResponse signIn(String email) throws IOException, InterruptedException {
        return signIn(email, PASSWORD);
    }

    public TokenResponse signIn(String email, String password) throws IOException, InterruptedException {
        var login = post("/v1/auth/login", new LoginRequest(email, password));
        var answer = http.send(login, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the sign-in was answered with " + answer.statusCode());
        }
        return tokens(answer.body());
    }

    /** Registers a client that may introspect tokens, and returns its secret. */
    public String registerIntrospector(String id, String administratorToken) throws IOException, InterruptedException {
        var wanted = new CreateClientRequest(id, "Benchmark", Set.of("tokens:introspect"));
        var request = HttpRequest.newBuilder(post("/v1/admin/clients", wanted), (name, value) -> true)
                .header("Authorization", "Bearer " + administratorToken)
                .build();
        return json.readValue(http.send(request, BodyHandlers.ofString()).body(), NewClientResponse.class)
                .clientSecret();
    }

    public HttpRequest introspect(String id, String secret, String token) {
        var credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
        return request("/oauth2/introspect")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token))
                .build();
    }

    public HttpRequest login(String email) {
        return post("/v1/auth/login", new LoginRequest(email, PASSWORD));
    }

    public HttpRequest refresh(String refreshToken) {
        return post("/v1/auth/refresh", new RefreshRequest(refreshToken));
    }

    public HttpRequest get(String path) {
        return request(path).build();
    }

    public HttpRequest get(String path, String accessToken) {
        return request(path).header("Authorization", "Bearer " + accessToken).build();
    }

    public CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    public TokenResponse tokens(String body) {
        try {
            return json.readValue(body, TokenResponse.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the answer holds no tokens", unreadable);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest post(String path, Object body) {
        try {
            return request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
    }
}
