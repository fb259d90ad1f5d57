package io.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** What a client does at the gateway. Every instance calls from an address of its own, so that limits do not mix. */
public final class Api {

    public static final String PASSWORD = "seven green bicycles sing";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final Function<String, URI> door;
    private final String address;

    public Api(Gatehouse gatehouse) {
        this(gatehouse::gateway, newAddress());
    }

    private Api(Function<String, URI> door, String address) {
        this.door = door;
        this.address = address;
    }

    /** A client of whoever finds a path there. */
    public static Api at(Function<String, URI> door) {
        return new Api(door, newAddress());
    }

    /** The same client, elsewhere. */
    public Api fromAnotherAddress() {
        return at(door);
    }

    /** The same client, whose requests are counted for whoever really sends them. */
    public Api claimingAddress(String claimed) {
        return new Api(door, claimed);
    }

    public static String newEmail() {
        return "e2e." + UUID.randomUUID() + "@example.com";
    }

    public Answer signUp(String email) {
        return post("/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "display_name", "Ada Lovelace"));
    }

    public Answer signIn(String email, String password) {
        return post("/v1/auth/login", Map.of("email", email, "password", password));
    }

    public Answer refresh(String refreshToken) {
        return post("/v1/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    public Answer me(String accessToken) {
        return get("/v1/users/me", accessToken);
    }

    public Answer get(String path) {
        return send(request(path));
    }

    public Answer get(String path, String accessToken) {
        return send(request(path).header("Authorization", "Bearer " + accessToken));
    }

    public Answer get(String path, Map<String, String> headers) {
        var request = request(path);
        headers.forEach(request::header);
        return send(request);
    }

    public Answer post(String path, Map<String, ?> body) {
        return send(json(path, body));
    }

    public Answer post(String path, Map<String, ?> body, String accessToken) {
        return send(json(path, body).header("Authorization", "Bearer " + accessToken));
    }

    public Answer post(String path, Map<String, ?> body, Map<String, String> headers) {
        var request = json(path, body);
        headers.forEach(request::header);
        return send(request);
    }

    /** Sends a body, as it is, with another method; {@code ifMatch} may be null. */
    public Answer send(String method, String path, String body, String accessToken, String ifMatch) {
        var request = request(path)
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    /** Sends a form as an OAuth client. */
    public Answer form(String path, String form, String clientId, String secret) {
        var credentials = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
        return send(request(path)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a form as a client without a secret. */
    public Answer form(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder json(String path, Map<String, ?> body) {
        try {
            return request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.apply(path)).timeout(TIMEOUT).header("X-Forwarded-For", address);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    /** One from the block that RFC 2544 sets aside for tests. */
    public static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "198." + random.nextInt(18, 20) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    /** A response, and its body as JSON. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public boolean ok() {
            return status() == 200;
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException failure) {
                throw new UncheckedIOException(response.body(), failure);
            }
        }

        /** The value of a cookie that it sets, or null. */
        public String cookie(String name) {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1, line.indexOf(';')))
                    .findFirst()
                    .orElse(null);
        }

        /** The text of a field, a path of names parted by slashes. */
        public String text(String path) {
            return json().at("/" + path).asText();
        }

        public String code() {
            return text("code");
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + response.body();
        }
    }
}
