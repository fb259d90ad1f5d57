package io.gatehouse.bench.measure;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request, as it is sent again and again.
 *
 * @param body empty where there is none; {@link Rotation#TOKEN} in it is replaced
 */
public record Request(String method, String path, Map<String, String> fields, String body) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public static Request get(String path) {
        return new Request("GET", path, Map.of("Accept", "*/*"), "");
    }

    public static Request json(String method, String path, String body) {
        return new Request(method, path, Map.of("Content-Type", "application/json"), body);
    }

    public static Request form(String path, String body) {
        return new Request("POST", path, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    public Request with(String field, String value) {
        var all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new Request(method, path, all, body);
    }

    public Request bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** As a client signs in (RFC 6749, section 2.3.1). */
    public Request basic(String client, String secret) {
        var credentials = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    Request withToken(String token) {
        return new Request(method, path, fields, body.replace(Rotation.TOKEN, token));
    }

    public HttpRequest to(URI server) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
        fields.forEach(request::header);
        return request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    /** With tabs between: method, path, body and the fields. */
    String line() {
        var line = new StringBuilder(method + "\t" + path + "\t" + body);
        fields.forEach(
                (name, value) -> line.append('\t').append(name).append(": ").append(value));
        return line.toString();
    }
}
