package io.gatehouse.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people do most, often enough to be learnt from: they sign up and in, refresh, and read and change what is theirs. */
final class Exercise {

    private static final int PEOPLE = 20;
    private static final int VISITS = 40;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\" *: *\"([^\"]*)\"");
    private static final String PASSWORD = "seven green bicycles sing";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gateway;

    Exercise(URI gateway) {
        this.gateway = gateway;
    }

    /** Fails with the first request that is refused. */
    void run() {
        for (var person = 0; person < PEOPLE; person++) {
            var email = "learner." + UUID.randomUUID() + "@example.com";
            var credentials = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"";
            post("/v1/auth/signup", credentials + ",\"display_name\":\"Ada Lovelace\"}");
            visit(post("/v1/auth/login", credentials + "}"));
        }
    }

    private void visit(HttpResponse<String> signedIn) {
        var tokens = signedIn;
        for (var visit = 0; visit < VISITS; visit++) {
            get("/.well-known/jwks.json", "");
            tokens = post("/v1/auth/refresh", "{\"refresh_token\":\"" + field(tokens, "refresh_token") + "\"}");
            var access = field(tokens, "access_token");
            get("/v1/auth/account", access);
            get("/v1/auth/sessions", access);
            change(get("/v1/users/me", access), "Ada King, visit " + visit, access);
        }
    }

    private void change(HttpResponse<String> profile, String name, String access) {
        send(request("/v1/users/me")
                .header("Authorization", "Bearer " + access)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", profile.headers().firstValue("ETag").orElseThrow())
                .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"" + name + "\"}")));
    }

    private HttpResponse<String> get(String path, String access) {
        var request = request(path);
        return send(access.isEmpty() ? request : request.header("Authorization", "Bearer " + access));
    }

    private HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
    }

    // Who learns is slow, and refuses what would wait for too long.
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        for (var tries = 1; response.statusCode() == UNAVAILABLE && tries < MOST_TRIES; tries++) {
            Thread.sleep(PAUSE);
            response = client.send(request, BodyHandlers.ofString());
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = answer(request);
            if (response.statusCode() >= 400) {
                throw new LauncherException(
                        request.method() + " " + request.uri().getPath() + " was answered " + response.statusCode());
            }
            return response;
        } catch (IOException failure) {
            throw new LauncherException(
                    request.method() + " " + request.uri().getPath() + " failed: " + failure.getMessage(),
                    null,
                    failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", null, interrupt);
        }
    }

    private static String field(HttpResponse<String> response, String name) {
        return FIELD.matcher(response.body())
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(() -> new LauncherException("there is no " + name + " in an answer"));
    }
}
