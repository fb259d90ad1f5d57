package io.gatehouse.kit.eventlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.event.Event;
import io.gatehouse.contracts.event.EventPage;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.web.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
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

    private final ServiceClient issuer;

    /** @param issuer the root of the service that keeps the log */
    public EventLogClient(Vertx vertx, URI issuer, ServiceTokens tokens) {
        this.issuer = new ServiceClient(vertx, issuer, tokens);
    }

    /** The events behind a position. Where there are none, the issuer waits so long for one to come. */
    public Uni<EventPage> read(long after, Duration wait) {
        var target = "/internal/v1/events?after=" + after + "&limit=" + LIMIT + "&wait=" + wait.toSeconds();
        return issuer.get(target, wait.plus(TIMEOUT)).map(EventLogClient::page);
    }

    @Override
    public void close() {
        issuer.close();
    }

    private static EventPage page(Buffer body) {
        try {
            var page = JSON.readValue(body.getBytes(), EventPage.class);
            return new EventPage(List.copyOf(page.items()), page.nextAfter()); // fails on null, as it should
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The event log's page cannot be read", unreadable);
        }
    }
}
