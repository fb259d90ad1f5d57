package io.gatehouse.kit.eventlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.event.Event;
import io.gatehouse.contracts.event.EventPage;
import io.gatehouse.kit.web.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Reads pages of a service's event log, {@code GET /internal/v1/events}. */
@RegisterForReflection(targets = {Event.class, EventPage.class})
public final class EventLogClient implements AutoCloseable {

    /** How many events a page may bring: one transaction of the consumer. */
    private static final int LIMIT = 100;

    /** How much longer than the wait it asked for a read may take. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Events may gain fields; a consumer reads the ones it knows. */
    static final ObjectMapper JSON =
            Json.configure(new ObjectMapper()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient http;
    private final String events;
    private final ServiceTokens tokens;

    /** @param issuer the root of the service that keeps the log */
    public EventLogClient(Vertx vertx, URI issuer, ServiceTokens tokens) {
        this.http = HttpClient.newInstance(
                vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) TIMEOUT.toMillis())));
        this.events = issuer.resolve("/internal/v1/events").toString();
        this.tokens = tokens;
    }

    /** The events behind a position. Where there are none, the issuer waits so long for one to come. */
    public Uni<EventPage> read(long after, Duration wait) {
        return tokens.get().chain(token -> request(after, wait, token)
                .onFailure(TokenRefused.class)
                .recoverWithUni(() -> readWithFreshToken(after, wait, token)));
    }

    @Override
    public void close() {
        http.closeAndForget();
    }

    /** Once: the token may have been withdrawn, or its key. A fresh one that is refused too is a real refusal. */
    private Uni<EventPage> readWithFreshToken(long after, Duration wait, String refused) {
        tokens.discard(refused);
        return tokens.get().chain(token -> request(after, wait, token));
    }

    private Uni<EventPage> request(long after, Duration wait, String token) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(events + "?after=" + after + "&limit=" + LIMIT + "&wait=" + wait.toSeconds())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json");
        return http.request(options)
                .chain(EventLogClient::send)
                .ifNoItem()
                .after(wait.plus(TIMEOUT))
                .fail()
                .map(EventLogClient::page);
    }

    private static Uni<Buffer> send(HttpClientRequest request) {
        return request.send().chain(EventLogClient::body).onCancellation().invoke(request::reset);
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 401 -> response.body().chain(() -> Uni.createFrom().failure(new TokenRefused()));
            default ->
                response.body().chain(() -> Uni.createFrom()
                        .failure(new IOException("The event log answered " + response.statusCode())));
        };
    }

    private static EventPage page(Buffer body) {
        try {
            var page = JSON.readValue(body.getBytes(), EventPage.class);
            return new EventPage(List.copyOf(page.items()), page.nextAfter()); // fails on null, as it should
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The event log's page cannot be read", unreadable);
        }
    }

    private static final class TokenRefused extends IOException {

        private static final long serialVersionUID = 1L;

        TokenRefused() {
            super("The event log refused our token");
        }
    }
}
