package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Rotation;
import io.gatehouse.bench.measure.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What Keycloak is asked: the grant with a password is its login without pages. */
public final class KeycloakRequests {

    private static final String PROTOCOL = "/realms/bench/protocol/openid-connect/";
    private static final String TOKEN = PROTOCOL + "token";

    private final Subject subject;
    private final HttpClient http;

    private KeycloakRequests(Subject subject, HttpClient http) {
        this.subject = subject;
        this.http = http;
    }

    /** What is asked first: whether its realm is there. */
    public static Request keySet() {
        return Request.get(PROTOCOL + "certs");
    }

    /** {@code http} stays open as long as it is measured. */
    public static TokenServer of(Subject subject, HttpClient http, Mode mode) {
        return new TokenServer(subject, new KeycloakRequests(subject, http).of(Crowd.of(mode)));
    }

    private AuthRequests of(Crowd crowd) {
        return new AuthRequests(
                keySet(),
                IntStream.range(0, crowd.tokens())
                        .mapToObj(n ->
                                asService(TOKEN + "/introspect", "token=" + signIn(n % crowd.people(), "access_token")))
                        .toList(),
                asService(TOKEN, "grant_type=client_credentials"),
                Request.form(TOKEN, "grant_type=refresh_token&client_id=web&refresh_token=" + Rotation.TOKEN),
                new Rotation(crowd.sessions(), () -> signIn(0, "refresh_token")),
                IntStream.range(0, crowd.people())
                        .mapToObj(KeycloakRequests::login)
                        .toList());
    }

    private static Request asService(String path, String body) {
        return Request.form(path, body).basic("service", Keycloak.SECRET);
    }

    private static Request login(int person) {
        var password = URLEncoder.encode(Keycloak.PASSWORD, StandardCharsets.UTF_8);
        return Request.form(
                TOKEN,
                "grant_type=password&client_id=web&username=" + Keycloak.person(person) + "&password=" + password);
    }

    private String signIn(int person, String field) {
        try {
            var answer = http.send(login(person).to(URI.create(subject.url())), BodyHandlers.ofString());
            var value = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
            if (!value.find()) {
                throw new IllegalStateException("Keycloak answered a login with " + answer.statusCode());
            }
            return value.group(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}
