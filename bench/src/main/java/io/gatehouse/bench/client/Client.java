package io.gatehouse.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.contracts.auth.LoginRequest;
import io.gatehouse.contracts.auth.RefreshRequest;
import io.gatehouse.contracts.auth.SignupRequest;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.client.CreateClientRequest;
import io.gatehouse.contracts.client.NewClientResponse;
import io.gatehouse.kit.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

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

    public void signUp(String email) {
        send(post("/v1/auth/signup", new SignupRequest(email, PASSWORD, "Ada Lovelace")), 201);
    }

    public TokenResponse signIn(String email) {
        return signIn(email, PASSWORD);
    }

    public TokenResponse signIn(String email, String password) {
        return read(send(login(email, password), 200), TokenResponse.class);
    }

    /** Registers a client that may introspect tokens, and returns its secret. */
    public String registerIntrospector(String id, String administratorToken) {
        var wanted = new CreateClientRequest(id, "Benchmark", Set.of("tokens:introspect"));
        var answer = send(post("/v1/admin/clients", wanted).bearer(administratorToken), 201);
        return read(answer, NewClientResponse.class).clientSecret();
    }

    /** What asks whether a token is good. */
    public Request introspect(String id, String secret, String token) {
        return Request.form("/oauth2/introspect", "token=" + token).basic(id, secret);
    }

    /** What signs somebody in who has signed up here. */
    public Request login(String email) {
        return login(email, PASSWORD);
    }

    /** What brings the successor of a token. */
    public Request refresh(String refreshToken) {
        return post("/v1/auth/refresh", new RefreshRequest(refreshToken));
    }

    @Override
    public void close() {
        http.close();
    }

    private Request login(String email, String password) {
        return post("/v1/auth/login", new LoginRequest(email, password));
    }

    private Request post(String path, Object body) {
        try {
            return Request.json("POST", path, json.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String send(Request request, int status) {
        try {
            var answer = http.send(request.to(gateway), BodyHandlers.ofString());
            if (answer.statusCode() != status) {
                throw new IllegalStateException(request.path() + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the answer is no " + type.getSimpleName(), unreadable);
        }
    }
}
